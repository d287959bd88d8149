package io.cloister.inference.decoder;

import io.cloister.inference.onnx.GraphFile;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.onnx.UnusableGraphException;
import io.cloister.inference.tokenizer.TextTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a decoder.
 *
 * @param tokenizer null where the folder has none
 * @param chat null where the model has no words for conversations, or was loaded for tokens
 * @param language null where its tokens spell nothing by themselves, or it was loaded for tokens
 */
record DecoderParts(
        ModelConfig config,
        @Nullable TextTokenizer tokenizer,
        @Nullable ChatFormat chat,
        @Nullable OutputLanguage language,
        ModelReplicas model)
        implements AutoCloseable {

    /**
     * Loads a folder. Small files first: what is wrong with them shows before gigabytes are read.
     *
     * @param forTexts whether a tokenizer must be there
     * @param adaptable whether the model may have adapters
     */
    static DecoderParts load(DecoderFolder folder, boolean forTexts, boolean adaptable, OnnxSessions sessions)
            throws UnusableFolderException {
        ModelConfig config = folder.config();
        GraphFile graph = folder.graph(config.graph());
        TextTokenizer tokenizer = forTexts || folder.hasTokenizer() ? folder.tokenizer() : null;
        ChatFormat chat = null;
        try {
            chat = forTexts && tokenizer != null ? folder.chatFormat(tokenizer) : null;
            return new DecoderParts(
                            config, tokenizer, chat, null, ModelReplicas.open(graph, config, adaptable, sessions))
                    .withLanguage(forTexts ? folder : null);
        } catch (UnusableGraphException e) {
            close(tokenizer, chat);
            throw UnusableFolderException.unfit(config.graph(), e);
        } catch (UnusableFolderException e) {
            close(tokenizer, chat);
            throw e;
        }
    }

    private DecoderParts withLanguage(@Nullable DecoderFolder folder) throws UnusableFolderException {
        if (folder == null) {
            return this;
        }
        try {
            return new DecoderParts(
                    config, tokenizer, chat, folder.language(model.vocabulary(), config.endTokens()), model);
        } catch (UnusableFolderException e) {
            model.close();
            throw e;
        }
    }

    private static void close(@Nullable TextTokenizer tokenizer, @Nullable ChatFormat chat) {
        if (chat != null) {
            chat.close();
        }
        if (tokenizer != null) {
            tokenizer.close();
        }
    }

    /** The same with an adapter: shares all but the model, which alone is to be closed. */
    DecoderParts with(ModelReplicas adapted) {
        return new DecoderParts(config, tokenizer, chat, language, adapted);
    }

    @Override
    public void close() {
        close(tokenizer, chat);
        model.close();
    }
}
