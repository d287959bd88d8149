package io.cloister.inference.decoder;

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
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
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

    /**
     * An engine that serves this model, and lets a smaller one guess.
     *
     * @param draft null for none
     * @throws IllegalStateException where there is no memory for its rows, or their vocabularies differ
     */
    ServingEngine serve(String name, EngineSettings settings, InstantSource clock, @Nullable DecoderParts draft) {
        if (draft != null && draft.model.vocabulary() != model.vocabulary()) {
            throw new IllegalStateException("a model that guesses must have the same vocabulary");
        }
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

    private static List<DecoderRows> drafting(DecoderParts draft, int replicas, int capacity) {
        int most = Math.min(capacity, draft.config.contextLength());
        var limits = new RowLimits(1, most, most, 1);
        return IntStream.range(0, replicas)
                .mapToObj(_ -> draft.model.models().getFirst().rows(limits))
                .toList();
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
