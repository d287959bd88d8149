package io.cloister.inference.decoder;

import io.cloister.inference.GenerationInput;
import io.cloister.inference.adapter.LoraAdapter;
import io.cloister.inference.adapter.LoraInputs;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.DecoderDescription;
import io.cloister.inference.family.Families;
import io.cloister.inference.onnx.DecoderLimits;
import io.cloister.inference.onnx.DecoderRows;
import io.cloister.inference.onnx.GraphFile;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.onnx.RowLimits;
import io.cloister.inference.onnx.UnusableGraphException;
import io.cloister.inference.scheduling.EngineSettings;
import io.cloister.inference.scheduling.ServedModel;
import io.cloister.inference.scheduling.ServingEngine;
import io.cloister.inference.tokenizer.TextTokenizer;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** A decoder in memory with all that belongs to it. */
public final class LoadedDecoder implements AutoCloseable {

    private final ModelConfig config;
    private final @Nullable TextTokenizer tokenizer;
    private final @Nullable ChatFormat chat;
    private final @Nullable OutputLanguage language;
    private final ModelReplicas model;
    private final boolean owner;

    /** The beginning of each question: the template's words and our task. */
    private final Supplier<long[]> everyonesPrompt = SingletonSupplier.of(() -> ask(SourcesPrompt.TASK));

    private LoadedDecoder(
            ModelConfig config,
            @Nullable TextTokenizer tokenizer,
            @Nullable ChatFormat chat,
            @Nullable OutputLanguage language,
            ModelReplicas model,
            boolean owner) {
        this.owner = owner;
        this.config = config;
        this.tokenizer = tokenizer;
        this.chat = chat;
        this.language = language;
        this.model = model;
    }

    /** For texts: a folder without a tokenizer cannot be used. */
    static LoadedDecoder load(Path folder, OnnxSessions sessions) throws UnusableFolderException {
        return load(new DecoderFolder(folder), true, false, sessions);
    }

    /** For tokens: a tokenizer is loaded where the folder has one. */
    public static LoadedDecoder loadForTokens(Path folder, OnnxSessions sessions) throws UnusableFolderException {
        return load(new DecoderFolder(folder), false, false, sessions);
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
        return load(files, forTexts, true, sessions);
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
            return new LoadedDecoder(
                    config, tokenizer, chat, language, model.adapted(LoraInputs.of(description, lora)), false);
        }
    }

    /** Small files first: what is wrong with them shows before gigabytes are read. */
    private static LoadedDecoder load(DecoderFolder folder, boolean forTexts, boolean adaptable, OnnxSessions sessions)
            throws UnusableFolderException {
        ModelConfig config = folder.config();
        GraphFile graph = folder.graph(config.graph());
        TextTokenizer tokenizer = forTexts || folder.hasTokenizer() ? folder.tokenizer() : null;
        ChatFormat chat = null;
        try {
            chat = forTexts && tokenizer != null ? folder.chatFormat(tokenizer) : null;
            ModelReplicas model = ModelReplicas.open(graph, config, adaptable, sessions);
            try {
                OutputLanguage language = forTexts ? folder.language(model.vocabulary(), config.endTokens()) : null;
                return new LoadedDecoder(config, tokenizer, chat, language, model, true);
            } catch (UnusableFolderException e) {
                model.close();
                throw e;
            }
        } catch (UnusableGraphException e) {
            closeAll(tokenizer, chat);
            throw UnusableFolderException.unfit(config.graph(), e);
        } catch (UnusableFolderException e) {
            closeAll(tokenizer, chat);
            throw e;
        }
    }

    private static void closeAll(@Nullable TextTokenizer tokenizer, @Nullable ChatFormat chat) {
        if (chat != null) {
            chat.close();
        }
        if (tokenizer != null) {
            tokenizer.close();
        }
    }

    ModelConfig config() {
        return config;
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
        int capacity = Math.min(config.contextLength(), settings.capacity());
        DecoderLimits limits = config.limits();
        int chunk = limits.ropeSwitch() == DecoderLimits.NEVER
                ? settings.chunk()
                : Math.max(settings.chunk(), limits.ropeSwitch() + 1);
        List<DecoderRows> rows = model.rows(
                new RowLimits(settings.rows(), capacity, Math.min(chunk, capacity), ServingEngine.MOST_WANTED));
        return new ServingEngine(
                new ServedModel(name, limits, rows, draft == null ? null : drafting(draft, rows.size(), capacity)),
                settings,
                clock);
    }

    private List<DecoderRows> drafting(LoadedDecoder draft, int replicas, int capacity) {
        if (draft.vocabulary() != vocabulary()) {
            throw new IllegalStateException("a model that guesses must have the same vocabulary");
        }
        int most = Math.min(capacity, draft.contextLength());
        var limits = new RowLimits(1, most, most, 1);
        return IntStream.range(0, replicas)
                .mapToObj(_ -> draft.model.models().getFirst().rows(limits))
                .toList();
    }

    /**
     * What its tokens spell.
     *
     * @throws Problem {@code invalid-input} where they spell nothing by themselves
     */
    OutputLanguage language() {
        if (language == null) {
            throw OutputLanguage.unknown();
        }
        return language;
    }

    /** Tokens that end a text. */
    Set<Integer> endTokens() {
        return config.endTokens().stream().map(Math::toIntExact).collect(Collectors.toSet());
    }

    /** How many tokens at a prompt's beginning stand in everybody's prompts. */
    int everyones(long[] prompt) {
        int different = Arrays.mismatch(everyonesPrompt.get(), prompt);
        return different < 0 ? prompt.length : different;
    }

    /** Bytes of cache for each token of a text. */
    public long bytesPerToken() {
        return model.bytesPerToken();
    }

    /** Always where the model was loaded for texts. */
    public boolean hasTokenizer() {
        return tokenizer != null;
    }

    /** Where there is one. */
    public TextTokenizer tokenizer() {
        return Objects.requireNonNull(tokenizer);
    }

    /** The tokens of a message in the model's own words of a conversation, or of a text to continue where it has none. */
    long[] ask(String message) {
        return chat == null ? tokenizer().encode(message, true) : chat.ask(message);
    }

    /**
     * The tokens of a conversation up to where the model goes on.
     *
     * @throws Problem {@code invalid-input} where the model has no words for conversations
     */
    long[] continued(GenerationInput.Conversation conversation) {
        if (chat == null) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "This model continues texts and holds no conversations. Please choose a chat model, or send a text to continue.");
        }
        return chat.encode(conversation);
    }

    /** Most tokens of prompt and answer together. */
    public int contextLength() {
        return config.contextLength();
    }

    /** Number of token ids, counted from 0. */
    public int vocabulary() {
        return model.vocabulary();
    }

    @Override
    public void close() {
        if (owner) {
            closeAll(tokenizer, chat);
        }
        model.close();
    }
}
