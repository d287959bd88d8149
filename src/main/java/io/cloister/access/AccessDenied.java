package io.cloister.access;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;

/** Somebody signed in asked for what none of their roles opens. */
record AccessDenied(AuditEntry entry) implements AuditEvent {

    AccessDenied() {
        this(AuditEntry.denied("authz.role", "role-missing").build());
    }
}
