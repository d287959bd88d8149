package io.cloister.catalog.intake;

import io.cloister.catalog.ModelCard;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelFile;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.ModelInspector.InspectedModel;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.ModelManifest.Source;
import io.cloister.catalog.ModelTask;
import io.cloister.catalog.Openness;
import io.cloister.catalog.store.FolderDigest;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that lies ready in a private folder.
 *
 * @param files of it, as they were read before it was inspected
 * @param manifest what the folder will say of itself
 */
record StagedModel(Path folder, FolderDigest files, Inspection inspection, ModelManifest manifest, Source origin) {

    private static final int LONGEST_SAMPLE = 2000;

    /** What an administrator said goes before what the folder says, and that before what its maker's card says. */
    static StagedModel of(
            Path folder,
            FolderDigest files,
            Inspection inspection,
            ImportOrder order,
            ReadmeCard readme,
            Source origin) {
        ModelManifest facts = inspection.facts();
        String licence = facts.licence().isBlank() ? readme.licence() : facts.licence();
        Openness openness = facts.openness() == Openness.UNKNOWN ? readme.openness() : facts.openness();
        ModelManifest manifest = facts.takenIn(
                order.licence() == null ? licence : order.licence(),
                order.openness() == null ? openness : order.openness(),
                origin,
                files.files().stream()
                        .filter(file -> !file.name().equals(ModelManifest.FILE))
                        .toList());
        return new StagedModel(folder, files, inspection, manifest, origin);
    }

    /**
     * Compares a folder that has a manifest with it.
     *
     * @throws Problem {@code invalid-input} where a file is not the one that the manifest tells of
     */
    static void requireAsDeclared(Path folder, FolderDigest files) {
        List<ModelFile> declared =
                ModelManifest.read(folder).map(ModelManifest::files).orElse(List.of());
        for (ModelFile file : declared) {
            if (!files.files().contains(file)) {
                throw new Problem(
                        ProblemType.INVALID_INPUT,
                        "The file '%s' is not the one that '%s' tells of; copy the folder again, or build it again."
                                .formatted(file.name(), ModelManifest.FILE));
            }
        }
    }

    boolean writes() {
        return inspection.model().task() == ModelTask.GENERATION;
    }

    /** What it is asked for a sample. */
    String prompt() {
        return ModelCard.samplePrompt(inspection.model().grounded());
    }

    /** With manifest and digests in the folder. */
    StagedModel written() throws IOException {
        manifest.write(folder);
        FolderDigest all = files.with(folder.resolve(ModelManifest.FILE));
        Files.writeString(folder.resolve(FolderDigest.SUMS), all.sums());
        return new StagedModel(folder, all, inspection, manifest, origin);
    }

    ModelDescription description(
            ModelId id, ImportOrder order, Path place, @Nullable String sample, boolean enabled, Instant at) {
        InspectedModel found = inspection.model();
        Base base = inspection.base();
        return new ModelDescription(
                id,
                order.name(),
                order.title(),
                summary(),
                found.task(),
                found.runtime(),
                "1",
                manifest.licence(),
                place,
                files.sha256(),
                files.bytes(),
                found.grounded(),
                enabled,
                at,
                card(sample),
                base == null ? null : base.model());
    }

    private String summary() {
        Base base = inspection.base();
        String what = "%s, context of %d tokens"
                .formatted(inspection.model().architecture(), inspection.model().contextLength());
        return base == null ? what : "Adapter of %s: %s".formatted(base.model().title(), what);
    }

    private ModelCard card(@Nullable String sample) {
        Base base = inspection.base();
        List<ModelFile> all = new ArrayList<>(files.files());
        if (base != null) {
            all.addAll(base.manifest().files());
        }
        return new ModelCard(
                manifest.family(),
                manifest.parameters(),
                inspection.model().contextLength(),
                manifest.weights(),
                MemoryNeed.bytes(manifest, all),
                manifest.openness(),
                origin.revision() == null ? origin.from() : origin.from() + "@" + origin.revision(),
                sample == null
                        ? null
                        : sample.strip()
                                .substring(
                                        0,
                                        Math.min(LONGEST_SAMPLE, sample.strip().length())));
    }
}
