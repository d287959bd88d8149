package io.cloister.inference.decoder;

import io.cloister.inference.GenerationInput;
import io.cloister.inference.adapter.LoraAdapter;
import io.cloister.inference.adapter.LoraInputs;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.DecoderDescription;
import io.cloister.inference.family.Families;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.scheduling.EngineSettings;
import io.cloister.inference.scheduling.ServingEngine;
import io.cloister.inference.tokenizer.TextTokenizer;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** A decoder in memory with all that belongs to it. */
public final class LoadedDecoder implements AutoCloseable {

    private final DecoderParts parts;
    private final boolean owner;

    /** The beginning of each question: the template's words and our task. */
    private final Supplier<long[]> everyonesPrompt = SingletonSupplier.of(() -> ask(SourcesPrompt.TASK));

    private LoadedDecoder(DecoderParts parts, boolean owner) {
        this.parts = parts;
        this.owner = owner;
    }

    /** For texts: a folder without a tokenizer cannot be used. */
    static LoadedDecoder load(Path folder, OnnxSessions sessions) throws UnusableFolderException {
        return new LoadedDecoder(DecoderParts.load(new DecoderFolder(folder), true, false, sessions), true);
    }

    /** For tokens: a tokenizer is loaded where the folder has one. */
    public static LoadedDecoder loadForTokens(Path folder, OnnxSessions sessions) throws UnusableFolderException {
        return new LoadedDecoder(DecoderParts.load(new DecoderFolder(folder), false, false, sessions), true);
    }

    /**
     * For texts with adapters, which are asked in the words of their base.
     *
     * @throws UnusableFolderException also where the model was not built here, and nobody knows its maps
     */
    static LoadedDecoder loadBase(Path folder, OnnxSessions sessions) throws UnusableFolderException {
        return loadAdaptable(new DecoderFolder(folder), true, sessions);
    }

    /**
     * For tokens, with adapters.
     *
     * @throws UnusableFolderException also where the model was not built here, and nobody knows its maps
     */
    public static LoadedDecoder loadAdaptable(Path folder, OnnxSessions sessions) throws UnusableFolderException {
        return loadAdaptable(new DecoderFolder(folder), false, sessions);
    }

    private static LoadedDecoder loadAdaptable(DecoderFolder files, boolean forTexts, OnnxSessions sessions)
            throws UnusableFolderException {
        if (!files.graph(files.config().graph()).builtHere()) {
            throw new UnusableFolderException(
                    "The base model was not built by Cloister, and so takes no adapters; use one that was built of a checkpoint.");
        }
        return new LoadedDecoder(DecoderParts.load(files, forTexts, true, sessions), true);
    }

    /**
     * The same model with an adapter. Shares all else with this one and must be closed before it.
     *
     * @throws UnusableCheckpointException where the adapter is damaged or belongs to another model
     * @throws UnusableFolderException where the model was not built here, and nobody knows its maps
     */
    public LoadedDecoder adapted(Path folder, Path adapter)
            throws UnusableCheckpointException, UnusableFolderException {
        DecoderDescription description = Families.describe(new DecoderFolder(folder).checkpointConfig(), _ -> true);
        try (LoraAdapter lora = LoraAdapter.open(adapter)) {
            return new LoadedDecoder(parts.with(parts.model().adapted(LoraInputs.of(description, lora))), false);
        }
    }

    ModelConfig config() {
        return parts.config();
    }

    /**
     * An engine that serves this model. Must be closed before it.
     *
     * @throws IllegalStateException where there is no memory for its rows
     */
    public ServingEngine serve(String name, EngineSettings settings, InstantSource clock) {
        return serve(name, settings, clock, null);
    }

    /**
     * An engine that serves this model, and lets a smaller one guess. Must be closed before both.
     *
     * @param draft null for none
     * @throws IllegalStateException where there is no memory for its rows, or their vocabularies differ
     */
    ServingEngine serve(String name, EngineSettings settings, InstantSource clock, @Nullable LoadedDecoder draft) {
        return parts.serve(name, settings, clock, draft == null ? null : draft.parts);
    }

    /**
     * What its tokens spell.
     *
     * @throws Problem {@code invalid-input} where they spell nothing by themselves
     */
    OutputLanguage language() {
        OutputLanguage language = parts.language();
        if (language == null) {
            throw OutputLanguage.unknown();
        }
        return language;
    }

    /** Tokens that end a text. */
    Set<Integer> endTokens() {
        return config().endTokens().stream().map(Math::toIntExact).collect(Collectors.toSet());
    }

    /** How many tokens at a prompt's beginning stand in everybody's prompts. */
    int everyones(long[] prompt) {
        int different = Arrays.mismatch(everyonesPrompt.get(), prompt);
        return different < 0 ? prompt.length : different;
    }

    /** What an engine of this model may use. */
    EngineSettings within(EngineLimits limits) {
        return limits.of(parts.model().bytesPerToken(), parts.model().lazy());
    }

    /** Bytes of cache for each token of a text. */
    public long bytesPerToken() {
        return parts.model().bytesPerToken();
    }

    /** Always where the model was loaded for texts. */
    public boolean hasTokenizer() {
        return parts.tokenizer() != null;
    }

    /** Where there is one. */
    public TextTokenizer tokenizer() {
        return Objects.requireNonNull(parts.tokenizer());
    }

    /** The tokens of a message in the model's own words of a conversation, or of a text to continue where it has none. */
    long[] ask(String message) {
        ChatFormat chat = parts.chat();
        return chat == null ? tokenizer().encode(message, true) : chat.ask(message);
    }

    /**
     * The tokens of a conversation up to where the model goes on.
     *
     * @throws Problem {@code invalid-input} where the model has no words for conversations
     */
    long[] continued(GenerationInput.Conversation conversation) {
        ChatFormat chat = parts.chat();
        if (chat == null) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "This model continues texts and holds no conversations. Please choose a chat model, or send a text to continue.");
        }
        return chat.encode(conversation);
    }

    /** Most tokens of prompt and answer together. */
    public int contextLength() {
        return config().contextLength();
    }

    /** Number of token ids, counted from 0. */
    public int vocabulary() {
        return parts.model().vocabulary();
    }

    @Override
    public void close() {
        if (owner) {
            parts.close();
        } else {
            parts.model().close();
        }
    }
}
