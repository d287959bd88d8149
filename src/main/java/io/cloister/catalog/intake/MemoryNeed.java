package io.cloister.catalog.intake;

import io.cloister.catalog.ModelFile;
import io.cloister.catalog.ModelManifest;
import java.util.List;
import java.util.regex.Pattern;

/** About what a model takes to run: its weights, the cache of one full context, and working space. An estimate. */
final class MemoryNeed {

    private static final Pattern WEIGHTS = Pattern.compile(".*\\.(onnx|data|onnx_data(_\\d+)?|safetensors)");

    /** Sessions, tokenizer and buffers that every model has. */
    private static final long ALWAYS = 64L << 20;

    /** Tokens that are read at once, and rows as wide as the model that lie about for each. */
    private static final long TOKENS_AT_ONCE = 512;

    private static final long ROWS_PER_TOKEN = 16;

    private MemoryNeed() {}

    static long bytes(ModelManifest manifest, List<ModelFile> files) {
        long weights = files.stream()
                .filter(file -> WEIGHTS.matcher(file.name()).matches())
                .mapToLong(ModelFile::bytes)
                .sum();
        long cache = manifest.bytesPerToken() * manifest.contextLength();
        long working = ALWAYS
                + TOKENS_AT_ONCE * ROWS_PER_TOKEN * Float.BYTES * manifest.hiddenSize()
                + 2L * Float.BYTES * manifest.vocabulary();
        return weights + cache + working;
    }
}
