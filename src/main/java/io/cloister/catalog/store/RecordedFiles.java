package io.cloister.catalog.store;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelFile;
import io.cloister.catalog.store.FileDifference.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model's files were when it came in.
 *
 * @param sha256 of {@link FolderDigest#SUMS}
 * @param files null for a model of an earlier version, which recorded them in that file only
 */
public record RecordedFiles(
        Path folder, String sha256, @Nullable List<ModelFile> files) {

    /**
     * Reads every file again; empty where all are as they were and no other is there.
     *
     * @throws java.util.concurrent.CancellationException where {@code progress} says so
     */
    public List<FileDifference> differences(BuildProgress progress) throws IOException {
        List<FileDifference> differences = new ArrayList<>();
        String sums = sums();
        if (sums == null || !FolderDigest.sha256(sums).equals(sha256)) {
            differences.add(new FileDifference(FolderDigest.SUMS, sums == null ? Kind.MISSING : Kind.CHANGED));
        }
        List<ModelFile> known = known();
        ByteCount count = new ByteCount(
                progress, known.stream().mapToLong(ModelFile::bytes).sum());
        Set<String> names = new HashSet<>(Set.of(FolderDigest.SUMS));
        for (ModelFile file : known) {
            names.add(file.name());
            Kind kind = compare(file, count);
            if (kind != null) {
                differences.add(new FileDifference(file.name(), kind));
            }
        }
        others(names).forEach(name -> differences.add(new FileDifference(name, Kind.EXTRA)));
        return List.copyOf(differences);
    }

    /** The files that came in. */
    public List<ModelFile> known() throws IOException {
        String sums = sums();
        return files == null ? parse(sums == null ? "" : sums) : files;
    }

    private @Nullable Kind compare(ModelFile file, ByteCount count) throws IOException {
        Path path = folder.resolve(file.name());
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Kind.MISSING;
        }
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                        && FolderDigest.digest(path, count).sha256().equals(file.sha256())
                ? null
                : Kind.CHANGED;
    }

    private List<String> others(Set<String> names) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .toList();
        }
    }

    private @Nullable String sums() throws IOException {
        Path file = folder.resolve(FolderDigest.SUMS);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.readString(file) : null;
    }

    /** The format of sha256sum: 64 digits, two blanks, the name. */
    private static List<ModelFile> parse(String sums) {
        return sums.lines()
                .filter(line -> line.length() > 66)
                .map(line -> new ModelFile(line.substring(66), 0, line.substring(0, 64)))
                .toList();
    }
}
