package io.cloister.audit;

import io.cloister.platform.ResultPage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reading and proving the trail, for pages and programs of compliance officers. The callers check the role. Looking is
 * itself recorded: each call of a method that says so leaves one event of success. Thread-safe.
 */
public interface AuditTrail {

    /** Records {@code audit.view}. */
    ResultPage<AuditRecord> find(AuditFilter filter);

    /** Records {@code audit.view} where the event exists. */
    Optional<AuditRecord> find(UUID eventId);

    /**
     * The act that an event belongs to: its intent, then the outcomes of that intent, in the order they happened. Of an
     * event without an intent, itself alone; empty for an unknown id. Records nothing, for it belongs to looking at an
     * event found before.
     */
    List<AuditRecord> related(UUID eventId);

    /** Checks the whole trail; takes seconds for a large one. Records {@code audit.verify}. */
    VerificationReport verify();

    /**
     * The proof that a sealed event is part of the newest checkpoint. Records {@code audit.view}.
     *
     * @throws io.cloister.platform.Problem 404 for an unknown event, 409 for one that is not sealed yet
     */
    InclusionProof proof(UUID eventId);

    /** The newest checkpoint; empty before the first event is sealed. Records nothing: it names no one. */
    Optional<Checkpoint> checkpoint();
}
