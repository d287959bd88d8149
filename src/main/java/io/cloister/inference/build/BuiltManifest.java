package io.cloister.inference.build;

import io.cloister.catalog.ModelFile;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.Openness;
import io.cloister.inference.checkpoint.Checkpoint;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.checkpoint.Weights;
import io.cloister.inference.family.Attention;
import io.cloister.inference.family.DecoderDescription;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Says in the model's folder what was built. */
final class BuiltManifest {

    private static final int BUFFER = 1 << 20;

    private BuiltManifest() {}

    /** @param digests SHA-256 of files that is known already */
    static void write(
            Path folder,
            Checkpoint checkpoint,
            DecoderDescription description,
            BuildOptions options,
            Set<String> used,
            Map<String, String> digests)
            throws IOException {
        Attention attention = description.layers().getFirst().attention();
        long cached = 2L
                * description.layers().size()
                * attention.keyHeads()
                * attention.headSize()
                * options.numbers().bytes();
        new ModelManifest(
                        ModelManifest.FORMAT,
                        description.architecture(),
                        description.family(),
                        parameters(checkpoint.weights(), used),
                        description.layers().size(),
                        description.size().hidden(),
                        attention.heads(),
                        attention.keyHeads(),
                        attention.headSize(),
                        description.size().vocabulary(),
                        description.size().context(),
                        options.weights(),
                        cached,
                        description.ropeSwitch().orElse(null),
                        tokenizer(folder),
                        checkpoint.tokenizerConfig().hasNonNull("chat_template"),
                        "",
                        Openness.UNKNOWN,
                        new ModelManifest.Source(
                                checkpoint.folder().toAbsolutePath().normalize().toString(), null),
                        files(folder, digests))
                .write(folder);
    }

    private static long parameters(Weights weights, Set<String> used) throws UnusableCheckpointException {
        long sum = 0;
        for (String name : used) {
            sum += weights.get(name).elements();
        }
        return sum;
    }

    private static @Nullable String tokenizer(Path folder) {
        Path file = folder.resolve("tokenizer.json");
        try {
            return Files.exists(file)
                    ? new JsonMapper()
                            .readTree(Files.readAllBytes(file))
                            .path("model")
                            .path("type")
                            .asString(null)
                    : null;
        } catch (IOException | JacksonException e) {
            return null;
        }
    }

    private static List<ModelFile> files(Path folder, Map<String, String> digests) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            var files = new ArrayList<ModelFile>();
            for (Path file : listed.sorted().toList()) {
                String name = file.getFileName().toString();
                String known = digests.get(name);
                files.add(new ModelFile(name, Files.size(file), known == null ? sha256(file) : known));
            }
            return files;
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
