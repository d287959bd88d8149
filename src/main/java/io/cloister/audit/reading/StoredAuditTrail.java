package io.cloister.audit.reading;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.audit.AuditField;
import io.cloister.audit.AuditFilter;
import io.cloister.audit.AuditRecord;
import io.cloister.audit.AuditTrail;
import io.cloister.audit.Checkpoint;
import io.cloister.audit.InclusionProof;
import io.cloister.audit.VerificationReport;
import io.cloister.audit.note.NoteFiles;
import io.cloister.audit.sealing.StoredCheckpoints;
import io.cloister.audit.verification.TrailVerifier;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.ResultPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail as it stands in the database. */
@Component
class StoredAuditTrail implements AuditTrail {

    private static final String VIEW = "audit.view";

    private final StoredEvents events;
    private final StoredProofs proofs;
    private final StoredCheckpoints checkpoints;
    private final JdbcTemplate jdbc;
    private final NoteFiles files;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;

    StoredAuditTrail(
            StoredEvents events,
            StoredProofs proofs,
            StoredCheckpoints checkpoints,
            JdbcTemplate jdbc,
            DataDirectory data,
            ApplicationEventPublisher publisher,
            TransactionTemplate transaction) {
        this.events = events;
        this.proofs = proofs;
        this.checkpoints = checkpoints;
        this.jdbc = jdbc;
        this.files = new NoteFiles(data);
        this.publisher = publisher;
        this.transaction = transaction;
    }

    @Override
    @Transactional
    public ResultPage<AuditRecord> find(AuditFilter filter) {
        ResultPage<AuditRecord> page = events.find(filter);
        record(AuditEntry.success(VIEW)
                .target("audit-trail", null)
                .with(AuditField.PARAMS, DescribedFilter.of(filter))
                .with(AuditField.RETURNED, page.items().size()));
        return page;
    }

    @Override
    @Transactional
    public Optional<AuditRecord> find(UUID eventId) {
        Optional<AuditRecord> found = events.find(eventId);
        found.ifPresent(event -> recordViewOf(eventId));
        return found;
    }

    @Override
    @Transactional(readOnly = true)
    public List<AuditRecord> related(UUID eventId) {
        return events.related(eventId);
    }

    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public VerificationReport verify() {
        VerificationReport report = jdbc.execute((ConnectionCallback<VerificationReport>) connection -> {
            try {
                return TrailVerifier.verify(connection, files);
            } catch (IOException e) {
                throw new UncheckedIOException("the files of the audit trail cannot be read", e);
            }
        });
        transaction.executeWithoutResult(status -> record(AuditEntry.success("audit.verify")
                .target("audit-trail", null)
                .reason(report.valid() ? "valid" : "not-valid")));
        return report;
    }

    @Override
    @Transactional
    public InclusionProof proof(UUID eventId) {
        InclusionProof proof = proofs.of(eventId);
        recordViewOf(eventId);
        return proof;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Checkpoint> checkpoint() {
        return checkpoints.newest();
    }

    private void recordViewOf(UUID eventId) {
        record(AuditEntry.success(VIEW).target("audit-event", eventId));
    }

    private void record(AuditEntry.Builder entry) {
        publisher.publishEvent(new Looked(entry.build()));
    }

    private record Looked(AuditEntry entry) implements AuditEvent {}
}
