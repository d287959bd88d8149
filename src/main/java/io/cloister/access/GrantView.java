package io.cloister.access;

import java.time.Instant;

/**
 * A grant as pages show it and as their forms name it.
 *
 * @param reference {@code department:} or {@code person:} and an id; understood by every controller that takes a
 *     {@link Grantee}
 * @param name the grantee's
 * @param toDepartment whether everybody in a department has it, and not one person
 */
public record GrantView(String reference, String name, boolean toDepartment, Instant since) {

    /** Prefix of references to departments. */
    public static final String DEPARTMENT = "department:";

    /** Prefix of references to people. */
    public static final String PERSON = "person:";

    public static GrantView of(Grants.Grant grant) {
        boolean toDepartment = grant.grantee() instanceof Grantee.OfDepartment;
        String reference =
                (toDepartment ? DEPARTMENT : PERSON) + grant.grantee().id();
        return new GrantView(reference, grant.granteeName(), toDepartment, grant.since());
    }
}
