package io.cloister.knowledge.intake;

import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.OriginalVault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes away what uploads left behind whose process ended at the wrong moment: originals of which the database knows
 * nothing, and remembered requests that nobody repeats any more. The database tells only which of the given ids it does
 * not know, to nobody in particular.
 */
@Component
class VaultSweep {

    private static final Logger LOG = LoggerFactory.getLogger(VaultSweep.class);
    private static final Duration CERTAINLY_OVER = Duration.ofDays(1);
    private static final int BATCH = 1000;

    private final OriginalVault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VaultSweep(OriginalVault vault, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    void sweep() {
        List<DocumentId> old = vault.writtenBefore(clock.instant().minus(CERTAINLY_OVER));
        for (int from = 0; from < old.size(); from += BATCH) {
            List<DocumentId> unknown = unknown(old.subList(from, Math.min(old.size(), from + BATCH)));
            unknown.forEach(vault::delete);
            if (!unknown.isEmpty()) {
                LOG.info("Removed {} originals that no document belongs to", unknown.size());
            }
        }
        transaction.executeWithoutResult(
                _ -> jdbc.sql("SELECT knowledge.forget_intake_keys()").query().listOfRows());
    }

    private List<DocumentId> unknown(List<DocumentId> ids) {
        Object[] candidates = ids.stream().map(DocumentId::value).toArray();
        return transaction.execute(_ -> jdbc.sql("SELECT id FROM knowledge.unknown_originals(:ids) AS unknown (id)")
                .param("ids", new SqlArrayValue("uuid", candidates))
                .query((row, _) -> new DocumentId(row.getObject("id", UUID.class)))
                .list());
    }
}
