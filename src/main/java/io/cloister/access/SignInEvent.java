package io.cloister.access;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody signed in or out, or failed to. */
record SignInEvent(AuditEntry entry) implements AuditEvent {

    static SignInEvent signedIn(UUID person) {
        return new SignInEvent(AuditEntry.success("auth.sign-in")
                .actor(person)
                .target("person", person)
                .with(AuditField.AUTH_METHOD, "password")
                .build());
    }

    static SignInEvent signedOut(UUID person) {
        return new SignInEvent(AuditEntry.success("auth.sign-out")
                .actor(person)
                .target("person", person)
                .build());
    }

    /** What was typed as the user name is not kept: people type passwords there. */
    static SignInEvent refused(@Nullable UUID knownPerson) {
        return new SignInEvent(
                AuditEntry.failure("auth.sign-in", knownPerson == null ? "unknown-account" : "bad-credentials")
                        .target("person", knownPerson)
                        .with(AuditField.AUTH_METHOD, "password")
                        .build());
    }
}
