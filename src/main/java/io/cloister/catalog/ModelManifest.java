package io.cloister.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model folder says about itself in {@code cloister-model.json}. Numbers are 0 where they are not known.
 *
 * @param format version of this file's layout, 1
 * @param architecture as {@code config.json} names it: {@code LlamaForCausalLM}
 * @param family of models: {@code llama}; null where it is not known
 * @param parameters of the model, tied ones counted once
 * @param vocabulary rows of the embedding
 * @param contextLength most tokens of prompt and answer together
 * @param weights null where they are mixed or not known
 * @param bytesPerToken keys and values of all layers for one token of one text
 * @param ropeSwitch once prompt and answer grow past this many tokens, cached keys are void and everything is read
 *     again (longrope); null where that never happens
 * @param tokenizer its kind: {@code BPE}; null where the folder has none
 * @param chatTemplate whether the folder tells how a conversation is written down
 * @param licence SPDX id, or the licence's name; empty where it is not known
 * @param source null where nobody recorded it
 * @param files every file of the folder but this one and {@code SHA256SUMS}, in order of names
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder("format")
public record ModelManifest(
        int format,
        String architecture,
        @Nullable String family,
        long parameters,
        int layers,
        int hiddenSize,
        int heads,
        int keyValueHeads,
        int headSize,
        int vocabulary,
        int contextLength,
        @Nullable WeightsType weights,
        long bytesPerToken,
        @Nullable Integer ropeSwitch,
        @Nullable String tokenizer,
        boolean chatTemplate,
        String licence,
        Openness openness,
        @Nullable Source source,
        List<ModelFile> files) {

    public static final String FILE = "cloister-model.json";
    public static final int FORMAT = 1;

    private static final long LARGEST = 16L << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            // A later version may say more.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Where a model came from: a path, an archive's name or a hub's address, and there the commit. */
    public record Source(String from, @Nullable String revision) {}

    public ModelManifest {
        files = List.copyOf(files);
    }

    /** The same with what is known when the model has come into the house. */
    public ModelManifest takenIn(String newLicence, Openness newOpenness, Source newSource, List<ModelFile> newFiles) {
        return new ModelManifest(
                format,
                architecture,
                family,
                parameters,
                layers,
                hiddenSize,
                heads,
                keyValueHeads,
                headSize,
                vocabulary,
                contextLength,
                weights,
                bytesPerToken,
                ropeSwitch,
                tokenizer,
                chatTemplate,
                newLicence,
                newOpenness,
                newSource,
                newFiles);
    }

    /**
     * The manifest of a folder; empty where it has none.
     *
     * @throws Problem {@code invalid-input} where it cannot be read, or a newer Cloister wrote it
     */
    public static Optional<ModelManifest> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
                throw new IOException("it is no plain file, or far too large");
            }
            ModelManifest manifest = JSON.readValue(Files.readAllBytes(file), ModelManifest.class);
            if (manifest.format != FORMAT) {
                throw new Problem(
                        ProblemType.INVALID_INPUT,
                        "The file '%s' has format %d and this version reads %d; use the Cloister that wrote it, or a newer one."
                                .formatted(FILE, manifest.format, FORMAT));
            }
            return Optional.of(manifest);
        } catch (IOException | JacksonException e) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The file '%s' cannot be read (%s); build the model again or remove the file."
                            .formatted(FILE, e.getMessage()),
                    e);
        }
    }

    /** Writes the folder's manifest, over one that is there. */
    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
    }
}
