package io.cloister.access.apikey;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key was made, revoked, or presented in vain. */
record ApiKeyEvent(AuditEntry entry) implements AuditEvent {

    static ApiKeyEvent made(UUID key, UUID department, Set<ApiScope> scopes) {
        return new ApiKeyEvent(AuditEntry.success("auth.key-create")
                .target("api-key", key)
                .targetDepartment(department)
                .with(
                        AuditField.SCOPES,
                        scopes.stream().map(ApiScope::code).sorted().toList())
                .build());
    }

    static ApiKeyEvent revoked(UUID key) {
        return new ApiKeyEvent(
                AuditEntry.success("auth.key-revoke").target("api-key", key).build());
    }

    /** What was presented is not kept: it may be a key for something else. */
    static ApiKeyEvent refused(String reason, @Nullable UUID knownKey) {
        return new ApiKeyEvent(AuditEntry.failure("auth.key-use", reason)
                .target("api-key", knownKey)
                .with(AuditField.AUTH_METHOD, "api-key")
                .build());
    }
}
