package io.cloister.catalog;

import io.cloister.access.Permissions;
import io.cloister.access.PersonId;
import io.cloister.access.ResourceKind;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredModelCatalog implements ModelCatalog {

    private final JdbcClient jdbc;
    private final Permissions permissions;
    private final ModelIntake intake;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredModelCatalog(
            JdbcClient jdbc,
            Permissions permissions,
            ModelIntake intake,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.permissions = permissions;
        this.intake = intake;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<ModelDescription> all() {
        return jdbc.sql("SELECT * FROM catalog.model ORDER BY title")
                .query(ModelRow::map)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ModelDescription> find(ModelId id) {
        return jdbc.sql("SELECT * FROM catalog.model WHERE id = :id")
                .param("id", id.value())
                .query(ModelRow::map)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<ModelDescription> usableBy(PersonId person) {
        Set<UUID> granted = permissions.granted(person, ResourceKind.MODEL);
        return all().stream()
                .filter(model -> model.enabled() && model.task() == ModelTask.GENERATION)
                .filter(model -> granted.contains(model.id().value()))
                .toList();
    }

    @Override
    @Transactional
    public void registerBuiltIn(ModelDescription description) {
        Optional<ModelDescription> known = find(description.id());
        if (known.isPresent() && known.get().sha256().equals(description.sha256())) {
            return;
        }
        store(description);
        events.publishEvent(ModelAdded.of(description));
    }

    /** Not in one transaction: copying and inspecting take long, and no connection is held meanwhile. */
    @Override
    public ModelDescription importFolder(Path source, String name, String title, String licence) {
        if (all().stream().anyMatch(model -> model.name().equals(name))) {
            throw new Problem(
                    ProblemType.CONFLICT, "There is a model named '%s' already; choose another name.".formatted(name));
        }
        ModelIntake.Accepted accepted = intake.accept(source, name);
        ModelDescription description = new ModelDescription(
                accepted.id(),
                name,
                title.isBlank() ? name : title.strip(),
                accepted.summary(),
                accepted.found().task(),
                accepted.found().runtime(),
                "1",
                licence.strip(),
                accepted.folder(),
                accepted.sha256(),
                accepted.bytes(),
                accepted.found().grounded(),
                true,
                clock.instant());
        try {
            intake.inTransaction(() -> {
                store(description);
                events.publishEvent(ModelAdded.of(description));
            });
        } catch (RuntimeException e) {
            accepted.discard();
            throw e;
        }
        return description;
    }

    private void store(ModelDescription model) {
        jdbc.sql("""
                        INSERT INTO catalog.model (id, name, title, summary, task, runtime, version, licence, folder,
                                                   sha256, bytes, grounded, enabled, added_at)
                        VALUES (:id, :name, :title, :summary, :task, :runtime, :version, :licence, :folder,
                                :sha256, :bytes, :grounded, :enabled, :addedAt)
                        ON CONFLICT (id) DO UPDATE SET title = excluded.title, summary = excluded.summary,
                            version = excluded.version, sha256 = excluded.sha256, bytes = excluded.bytes
                        """)
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
                .update();
    }
}
