package io.cloister.inference.decoder;

import io.cloister.inference.onnx.DecoderSession;
import io.cloister.inference.onnx.GraphFile;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.onnx.UnusableGraphException;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decoder in memory with all that belongs to it. */
public final class LoadedDecoder implements AutoCloseable {

    private final ModelConfig config;
    private final @Nullable TextTokenizer tokenizer;
    private final DecoderSession session;

    private LoadedDecoder(ModelConfig config, @Nullable TextTokenizer tokenizer, DecoderSession session) {
        this.config = config;
        this.tokenizer = tokenizer;
        this.session = session;
    }

    /** For texts: a folder without a tokenizer cannot be used. */
    static LoadedDecoder load(Path folder, OnnxSessions sessions) throws UnusableFolderException {
        return load(new DecoderFolder(folder), true, sessions);
    }

    /** For tokens: a tokenizer is loaded where the folder has one. */
    public static LoadedDecoder loadForTokens(Path folder, OnnxSessions sessions) throws UnusableFolderException {
        return load(new DecoderFolder(folder), false, sessions);
    }

    /** Small files first: what is wrong with them shows before gigabytes are read. */
    private static LoadedDecoder load(DecoderFolder folder, boolean forTexts, OnnxSessions sessions)
            throws UnusableFolderException {
        ModelConfig config = folder.config();
        GraphFile graph = folder.graph(config.graph());
        TextTokenizer tokenizer = forTexts || folder.hasTokenizer() ? folder.tokenizer() : null;
        try {
            return new LoadedDecoder(config, tokenizer, sessions.openDecoder(graph, config.names(), config.limits()));
        } catch (UnusableGraphException e) {
            if (tokenizer != null) {
                tokenizer.close();
            }
            throw UnusableFolderException.unfit(config.graph(), e);
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
        if (tokenizer != null) {
            tokenizer.close();
        }
        session.close();
    }
}
