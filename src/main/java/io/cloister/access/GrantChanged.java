package io.cloister.access;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import java.util.Locale;

/** Somebody was given the use of something, or it was taken away. */
record GrantChanged(AuditEntry entry) implements AuditEvent {

    static GrantChanged given(Resource resource, Grantee grantee) {
        return of("authz.grant", resource, grantee);
    }

    static GrantChanged takenAway(Resource resource, Grantee grantee) {
        return of("authz.revoke", resource, grantee);
    }

    private static GrantChanged of(String action, Resource resource, Grantee grantee) {
        return new GrantChanged(AuditEntry.success(action)
                .target(resource.kind().name().toLowerCase(Locale.ROOT), resource.id())
                .targetDepartment(grantee instanceof Grantee.OfDepartment of ? of.id() : null)
                .with(AuditField.GRANTEE_TYPE, grantee.kind().toLowerCase(Locale.ROOT))
                .with(AuditField.GRANTEE_ID, grantee.id())
                .build());
    }
}
