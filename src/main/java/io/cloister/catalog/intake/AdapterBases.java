package io.cloister.catalog.intake;

import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.store.ModelTable;
import io.cloister.catalog.store.VerifiedFolders;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the models that adapters run on. */
@Component
class AdapterBases {

    private static final Pattern REVISION_OR_ENDING = Pattern.compile("(@[^/@]*|\\.zip|\\.tar|\\.tar\\.gz|\\.tgz)$");

    private final ModelTable table;
    private final VerifiedFolders folders;

    AdapterBases(ModelTable table, VerifiedFolders folders) {
        this.table = table;
        this.folders = folders;
    }

    /**
     * The base of an adapter. Reads all of its files where this process has not done so before.
     *
     * @param name that somebody gave; null to go by what the adapter says
     * @param wanted what the adapter says: a hub's name or a path
     * @throws Problem with the sentence that says which base is wanted and how to name it
     */
    Base find(@Nullable String name, String wanted, BuildProgress progress) {
        ModelDescription model = name == null ? called(wanted) : named(name);
        Path folder = folders.of(model, progress);
        ModelManifest manifest = ModelManifest.read(folder)
                .orElseThrow(() -> invalid(
                        "%s came in before models told what they are, and takes no adapters; bring it in once more and name that as the base."
                                .formatted(model.title())));
        return new Base(
                new AdapterBase(model.id(), model.name(), model.title(), model.sha256(), model.enabled()),
                folder,
                manifest);
    }

    /** @throws Problem {@code invalid-input} where the catalog has no such model, or it is of a kind without adapters */
    ModelDescription named(String name) {
        return decoders().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "The catalog has no model '%s' that takes adapters; bring in the base first, or name another."
                                .formatted(name)));
    }

    /**
     * The whole last part of a name or path must be the same: another model whose name only ends alike may have the
     * same shape, and would be taken for the base without a sound.
     */
    private ModelDescription called(String wanted) {
        String last = lastPart(wanted);
        if (last.isEmpty()) {
            throw invalid("The adapter does not say which model it was trained on; give the name of that as the base.");
        }
        List<ModelDescription> found =
                decoders().stream().filter(model -> isCalled(model, last)).toList();
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 ->
                throw invalid(
                        "The adapter was trained on '%.200s', which the catalog does not have under that name; bring that model in first, or give the name it has here as the base."
                                .formatted(wanted));
            default ->
                throw invalid(
                        "The adapter was trained on '%.200s', which may be any of %s; give one of these names as the base."
                                .formatted(
                                        wanted,
                                        found.stream()
                                                .map(ModelDescription::name)
                                                .collect(Collectors.joining(", "))));
        };
    }

    private List<ModelDescription> decoders() {
        return table.all().stream()
                .filter(model -> model.runtime() == ModelRuntime.ONNX_DECODER)
                .toList();
    }

    private static boolean isCalled(ModelDescription model, String last) {
        String source = model.card().source();
        return model.name().equalsIgnoreCase(last)
                || (source != null
                        && lastPart(REVISION_OR_ENDING.matcher(source).replaceAll(""))
                                .equalsIgnoreCase(last));
    }

    private static String lastPart(String path) {
        String[] parts = path.strip().split("[/\\\\]+", 0);
        return parts.length == 0 ? "" : parts[parts.length - 1];
    }

    private static Problem invalid(String sentence) {
        return new Problem(ProblemType.INVALID_INPUT, sentence);
    }
}
