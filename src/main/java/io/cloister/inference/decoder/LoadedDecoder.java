package io.cloister.inference.decoder;

import io.cloister.inference.GenerationInput;
import io.cloister.inference.adapter.LoraAdapter;
import io.cloister.inference.adapter.LoraInputs;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.DecoderDescription;
import io.cloister.inference.family.Families;
import io.cloister.inference.onnx.DecoderLimits;
import io.cloister.inference.onnx.DecoderNames;
import io.cloister.inference.onnx.DecoderSession;
import io.cloister.inference.onnx.GraphFile;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.onnx.UnusableGraphException;
import io.cloister.inference.tokenizer.TextTokenizer;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decoder in memory with all that belongs to it. */
public final class LoadedDecoder implements AutoCloseable {

    private final ModelConfig config;
    private final @Nullable TextTokenizer tokenizer;
    private final @Nullable ChatFormat chat;
    private final DecoderSession session;

    private final boolean owner;

    private LoadedDecoder(
            ModelConfig config,
            @Nullable TextTokenizer tokenizer,
            @Nullable ChatFormat chat,
            DecoderSession session,
            boolean owner) {
        this.owner = owner;
        this.config = config;
        this.tokenizer = tokenizer;
        this.chat = chat;
        this.session = session;
    }

    /** For texts: a folder without a tokenizer cannot be used. */
    static LoadedDecoder load(Path folder, OnnxSessions sessions) throws UnusableFolderException {
        return load(new DecoderFolder(folder), true, sessions::openDecoder);
    }

    /** For tokens: a tokenizer is loaded where the folder has one. */
    public static LoadedDecoder loadForTokens(Path folder, OnnxSessions sessions) throws UnusableFolderException {
        return load(new DecoderFolder(folder), false, sessions::openDecoder);
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
        return load(files, forTexts, sessions::openAdaptable);
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
            return new LoadedDecoder(config, tokenizer, chat, session.adapted(LoraInputs.of(description, lora)), false);
        }
    }

    private interface Opener {
        DecoderSession open(GraphFile graph, DecoderNames names, DecoderLimits limits) throws UnusableGraphException;
    }

    /** Small files first: what is wrong with them shows before gigabytes are read. */
    private static LoadedDecoder load(DecoderFolder folder, boolean forTexts, Opener sessions)
            throws UnusableFolderException {
        ModelConfig config = folder.config();
        GraphFile graph = folder.graph(config.graph());
        TextTokenizer tokenizer = forTexts || folder.hasTokenizer() ? folder.tokenizer() : null;
        ChatFormat chat = null;
        try {
            chat = forTexts && tokenizer != null ? folder.chatFormat(tokenizer) : null;
            DecoderSession session = sessions.open(graph, config.names(), config.limits());
            return new LoadedDecoder(config, tokenizer, chat, session, true);
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

    DecoderSession session() {
        return session;
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
        return session.vocabulary();
    }

    @Override
    public void close() {
        if (owner) {
            closeAll(tokenizer, chat);
        }
        session.close();
    }
}
