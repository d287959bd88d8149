package io.cloister.catalog.intake;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.store.ByteCount;
import io.cloister.catalog.store.FileName;
import io.cloister.catalog.store.ModuleFile;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What may lie in a model folder: plain files, one level deep, of which the folder's is the only name. Of subfolders,
 * configurations of modules belong to the model, and the graph where there is none at the top.
 */
final class PlainFiles {

    private static final int BUFFER = 1 << 20;
    private static final String GRAPHS = "onnx";
    private static final String MODULES = "modules.json";

    private PlainFiles() {}

    /**
     * Copies the files of a folder; leaves out what else is in its folders, and what is hidden.
     *
     * @throws Problem {@code invalid-input} where one is a link, or has another name elsewhere
     */
    static void copy(Path source, Path target, FreeSpace space, BuildProgress progress) throws IOException {
        Map<String, Path> files = list(source);
        long total = 0;
        for (Path file : files.values()) {
            check(file);
            total += Files.size(file);
        }
        space.require(total);
        ByteCount count = new ByteCount(progress, total);
        byte[] buffer = new byte[BUFFER];
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path copy = target.resolve(FileName.check(file.getKey()));
            try (InputStream in = Files.newInputStream(file.getValue(), LinkOption.NOFOLLOW_LINKS);
                    OutputStream out = Files.newOutputStream(copy)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                    count.add(read);
                }
            }
        }
    }

    /** By the names that they will have. */
    private static Map<String, Path> list(Path source) throws IOException {
        var files = new TreeMap<String, Path>();
        for (Path entry : entries(source)) {
            if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                files.put(name(entry), entry);
            }
        }
        for (Path entry : entries(source)) {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                addModule(entry, files);
            }
        }
        addGraph(source.resolve(GRAPHS), files);
        return files;
    }

    private static void addModule(Path folder, Map<String, Path> files) {
        Path config = folder.resolve("config.json");
        String name = ModuleFile.flatName(name(folder) + "/" + name(config));
        if (name != null && Files.exists(config, LinkOption.NOFOLLOW_LINKS)) {
            files.put(name, config);
        }
    }

    /** Repositories for several runtimes keep it apart; where they also hold a checkpoint, that is what gets built. */
    private static void addGraph(Path folder, Map<String, Path> files) throws IOException {
        boolean weights = files.keySet().stream().anyMatch(name -> name.endsWith(".onnx"))
                || (!files.containsKey(MODULES)
                        && files.keySet().stream().anyMatch(name -> name.endsWith(".safetensors")));
        if (weights || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> graphs = entries(folder);
        String graph =
                graphs.stream().anyMatch(file -> file.endsWith("model.onnx")) ? "model.onnx" : "model_quantized.onnx";
        for (Path file : graphs) {
            if (name(file).equals(graph)
                    || name(file).startsWith(graph + "_data")
                    || name(file).startsWith(graph + ".data")) {
                files.putIfAbsent(name(file), file);
            }
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Without what is hidden. */
    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !name(entry).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static void check(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The file '%s' is a link, or no file at all; put the file itself into the folder."
                            .formatted(file.getFileName()));
        }
        if (Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer links && links > 1) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The file '%s' has a second name elsewhere (a hard link); put a copy of its own into the folder."
                            .formatted(file.getFileName()));
        }
    }
}
