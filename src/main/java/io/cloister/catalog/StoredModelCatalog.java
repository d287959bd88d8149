package io.cloister.catalog;

import io.cloister.access.Permissions;
import io.cloister.access.PersonId;
import io.cloister.access.ResourceKind;
import io.cloister.catalog.intake.ModelIntake;
import io.cloister.catalog.store.ModelAdded;
import io.cloister.catalog.store.ModelChanged;
import io.cloister.catalog.store.ModelTable;
import io.cloister.catalog.store.VerifiedFolders;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredModelCatalog implements ModelCatalog {

    private final ModelTable table;
    private final Permissions permissions;
    private final ModelIntake intake;
    private final VerifiedFolders folders;
    private final ApplicationEventPublisher events;

    StoredModelCatalog(
            ModelTable table,
            Permissions permissions,
            ModelIntake intake,
            VerifiedFolders folders,
            ApplicationEventPublisher events) {
        this.table = table;
        this.permissions = permissions;
        this.intake = intake;
        this.folders = folders;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public List<ModelDescription> all() {
        return table.all();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ModelDescription> find(ModelId id) {
        return table.find(id);
    }

    @Override
    @Transactional(readOnly = true)
    public List<ModelDescription> usableBy(PersonId person) {
        Set<UUID> granted = permissions.granted(person, ResourceKind.MODEL);
        return all().stream()
                .filter(model -> model.offered() && model.task() == ModelTask.GENERATION)
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
        table.register(description);
        events.publishEvent(ModelAdded.builtIn(description));
    }

    /** Not in one transaction: copying and inspecting take long, and no connection is held meanwhile. */
    @Override
    public ModelDescription importFolder(Path source, String name, String title, String licence) {
        return intake.importFolder(source, name, title, licence);
    }

    @Override
    @Transactional
    public ModelDescription offer(ModelId id, boolean enabled) {
        AdapterBase base = require(id).base();
        if (enabled && base != null && !base.enabled()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "This adapter runs on %s, which is not offered; offer that model first.".formatted(base.title()));
        }
        boolean changed = table.enable(id, enabled);
        ModelDescription model = require(id);
        folders.forget(id);
        if (changed) {
            events.publishEvent(enabled ? ModelChanged.offered(model) : ModelChanged.withdrawn(model));
        }
        return model;
    }

    /** Not in one transaction either: a large model takes long to read. */
    @Override
    public Path verifiedFolder(ModelId id) {
        return folders.of(require(id));
    }

    private ModelDescription require(ModelId id) {
        return find(id).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such model."));
    }
}
