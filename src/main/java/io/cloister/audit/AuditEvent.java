package io.cloister.audit;

/**
 * A fact that belongs in the audit trail. Feature modules publish records that implement this as ordinary application
 * events; the trail stores them before {@code publishEvent} returns, and a failure to store fails the act itself.
 *
 * <p>Intents, and outcomes of success, are stored in the publisher's transaction, which must exist. Denials, failures,
 * aborts and indeterminate ends are stored in a transaction of their own, since the act's is about to be rolled back.
 */
public interface AuditEvent {

    AuditEntry entry();
}
