package io.cloister.catalog.store;

import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelCard;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelFile;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelManifest.Source;
import io.cloister.catalog.WeightsType;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The models, row by row; works in the transaction of the caller, and on a bare connection for commands. */
@Component
public class ModelTable {

    private static final String MODELS = """
            SELECT model.*, base.name AS base_name, base.title AS base_title, base.sha256 AS base_sha256,
                base.enabled AS base_enabled
            FROM catalog.model LEFT JOIN catalog.model base ON base.id = model.base
            """;

    private final JdbcClient jdbc;

    public ModelTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By title. */
    public List<ModelDescription> all() {
        return jdbc.sql(MODELS + "ORDER BY model.title, model.name")
                .query(ModelRow::description)
                .list();
    }

    public Optional<ModelDescription> find(ModelId id) {
        return jdbc.sql(MODELS + "WHERE model.id = :id")
                .param("id", id.value())
                .query(ModelRow::description)
                .optional();
    }

    public boolean hasName(String name) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM catalog.model WHERE name = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /** Empty for an unknown model, and for one that is part of the program and has no files. */
    public Optional<RecordedFiles> files(ModelId id) {
        return jdbc.sql("SELECT folder, sha256, files FROM catalog.model WHERE id = :id AND folder IS NOT NULL")
                .param("id", id.value())
                .query(ModelRow::files)
                .optional();
    }

    /** Brings a part of the program up to date, or in. */
    public void register(ModelDescription builtIn) {
        insert(builtIn, null, null, """
                ON CONFLICT (id) DO UPDATE SET title = excluded.title, summary = excluded.summary,
                    version = excluded.version, sha256 = excluded.sha256, bytes = excluded.bytes
                """);
    }

    /** @throws Problem {@code conflict} where the name is taken */
    public void add(ModelDescription model, Source source, List<ModelFile> files) {
        try {
            insert(model, source, ModelRow.JSON.writeValueAsString(files), "");
        } catch (DuplicateKeyException e) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "There is a model named '%s' already; choose another name.".formatted(model.name()),
                    e);
        }
    }

    /** Whether that changed anything. */
    public boolean enable(ModelId id, boolean enabled) {
        return jdbc.sql("UPDATE catalog.model SET enabled = :enabled WHERE id = :id AND enabled <> :enabled")
                        .param("id", id.value())
                        .param("enabled", enabled)
                        .update()
                == 1;
    }

    private void insert(ModelDescription model, @Nullable Source source, @Nullable String files, String onConflict) {
        ModelCard card = model.card();
        WeightsType weights = card.weights();
        AdapterBase base = model.base();
        jdbc.sql("""
                        INSERT INTO catalog.model (id, name, title, summary, task, runtime, version, licence, folder,
                            sha256, bytes, grounded, enabled, added_at, family, parameters, context_length, weights,
                            memory_bytes, openness, source, source_revision, sample_answer, files, base)
                        VALUES (:id, :name, :title, :summary, :task, :runtime, :version, :licence, :folder,
                            :sha256, :bytes, :grounded, :enabled, :addedAt, :family, :parameters, :contextLength, :weights,
                            :memoryBytes, :openness, :source, :revision, :sampleAnswer, :files::jsonb, :base)
                        """ + onConflict)
                .param("id", model.id().value())
                .param("name", model.name())
                .param("title", model.title())
                .param("summary", model.summary())
                .param("task", model.task().name())
                .param("runtime", model.runtime().name())
                .param("version", model.version())
                .param("licence", model.licence())
                .param("folder", model.folder() == null ? null : model.folder().toString())
                .param("sha256", model.sha256())
                .param("bytes", model.bytes())
                .param("grounded", model.grounded())
                .param("enabled", model.enabled())
                .param("addedAt", Timestamp.from(model.addedAt()))
                .param("family", card.family())
                .param("parameters", card.parameters())
                .param("contextLength", card.contextLength())
                .param("weights", weights == null ? null : weights.name())
                .param("memoryBytes", card.memoryBytes())
                .param("openness", card.openness().name())
                .param("source", source == null ? null : source.from())
                .param("revision", source == null ? null : source.revision())
                .param("sampleAnswer", card.sampleAnswer())
                .param("files", files)
                .param("base", base == null ? null : base.id().value())
                .update();
    }
}
