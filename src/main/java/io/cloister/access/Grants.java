package io.cloister.access;

import java.time.Instant;
import java.util.List;

/** The grants of the house. Every change is audited in its transaction. */
public interface Grants {

    List<Grant> all(ResourceKind kind);

    /** Does nothing where the grant exists already. */
    void grant(Resource resource, Grantee grantee);

    /** Does nothing where there is no such grant. */
    void revoke(Resource resource, Grantee grantee);

    /** A grant as it stands, with the grantee's name for display. */
    record Grant(Resource resource, Grantee grantee, String granteeName, Instant since) {}
}
