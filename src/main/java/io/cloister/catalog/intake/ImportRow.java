package io.cloister.catalog.intake;

import io.cloister.catalog.Openness;
import io.cloister.catalog.WeightsType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;

/** Reads an import from its row. */
final class ImportRow {

    private ImportRow() {}

    static ImportJob job(ResultSet row, int number) throws SQLException {
        String openness = row.getString("openness");
        String weights = row.getString("weights");
        Timestamp ended = row.getTimestamp("ended_at");
        return new ImportJob(
                row.getObject("id", UUID.class),
                new ImportOrder(
                        row.getString("source"),
                        row.getString("name"),
                        row.getString("title"),
                        row.getString("licence"),
                        openness == null ? null : Openness.valueOf(openness),
                        weights == null ? null : WeightsType.valueOf(weights),
                        row.getString("base")),
                ImportState.valueOf(row.getString("state")),
                row.getLong("step_done"),
                row.getLong("step_total"),
                row.getObject("seconds_left", Long.class),
                row.getString("problem"),
                row.getBoolean("cancel_requested"),
                row.getObject("intent", UUID.class),
                new Initiator(
                        row.getObject("actor_id", UUID.class),
                        row.getString("operator"),
                        row.getObject("actor_department", UUID.class)),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
