package io.cloister.access;

import org.springframework.security.core.Authentication;

/** Says for whom a program acts that presents an API key. Asks the database each time: what was taken away is gone. */
public interface ApiKeyCheck {

    /**
     * The owner as they are now, with an authority {@code SCOPE_…} for each scope of the key and {@code ROLE_…} for each
     * role of the owner. Refused use is audited.
     *
     * @param presented as the program sent it
     * @throws org.springframework.security.core.AuthenticationException the same for unknown, expired and revoked keys,
     *     and for those whose owner cannot sign in or left the department
     */
    Authentication check(String presented);
}
