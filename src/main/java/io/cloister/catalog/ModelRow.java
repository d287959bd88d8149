package io.cloister.catalog;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads a model from its row. */
final class ModelRow {

    private ModelRow() {}

    static ModelDescription map(ResultSet row, int number) throws SQLException {
        String folder = row.getString("folder");
        return new ModelDescription(
                new ModelId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("title"),
                row.getString("summary"),
                ModelTask.valueOf(row.getString("task")),
                ModelRuntime.valueOf(row.getString("runtime")),
                row.getString("version"),
                row.getString("licence"),
                folder == null ? null : Path.of(folder),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getBoolean("grounded"),
                row.getBoolean("enabled"),
                row.getTimestamp("added_at").toInstant());
    }
}
