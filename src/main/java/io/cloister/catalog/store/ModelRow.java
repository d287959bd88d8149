package io.cloister.catalog.store;

import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelCard;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelFile;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.catalog.Openness;
import io.cloister.catalog.WeightsType;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a model from its row. */
final class ModelRow {

    static final JsonMapper JSON = new JsonMapper();

    private ModelRow() {}

    static ModelDescription description(ResultSet row, int number) throws SQLException {
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
                row.getTimestamp("added_at").toInstant(),
                card(row),
                base(row));
    }

    private static @Nullable AdapterBase base(ResultSet row) throws SQLException {
        UUID id = row.getObject("base", UUID.class);
        return id == null
                ? null
                : new AdapterBase(
                        new ModelId(id),
                        row.getString("base_name"),
                        row.getString("base_title"),
                        row.getString("base_sha256"),
                        row.getBoolean("base_enabled"));
    }

    /** Of a row with a folder. */
    static RecordedFiles files(ResultSet row, int number) throws SQLException {
        return new RecordedFiles(
                Path.of(row.getString("folder")), row.getString("sha256"), list(row.getString("files")));
    }

    private static ModelCard card(ResultSet row) throws SQLException {
        String weights = row.getString("weights");
        String source = row.getString("source");
        String revision = row.getString("source_revision");
        return new ModelCard(
                row.getString("family"),
                row.getLong("parameters"),
                row.getInt("context_length"),
                weights == null ? null : WeightsType.valueOf(weights),
                row.getLong("memory_bytes"),
                Openness.valueOf(row.getString("openness")),
                source == null || revision == null ? source : source + "@" + revision,
                row.getString("sample_answer"));
    }

    private static @Nullable List<ModelFile> list(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, new TypeReference<>() {});
    }
}
