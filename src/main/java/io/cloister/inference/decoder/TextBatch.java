package io.cloister.inference.decoder;

import io.cloister.inference.onnx.DecoderRun;
import java.util.List;

/**
 * Texts that a model continues together, each as it would alone. Used by one thread at a time; {@link #cancel} may come
 * from any.
 */
public final class TextBatch implements AutoCloseable {

    private final List<OngoingText> texts;
    private final DecoderRun run;

    /** @param requests at least one */
    public TextBatch(LoadedDecoder decoder, List<TokenRequest> requests) {
        this.texts = requests.stream()
                .map(request -> new OngoingText(request, decoder.config()))
                .toList();
        this.run = decoder.session().begin(requests.size());
    }

    /** In the order of the requests. */
    public List<OngoingText> texts() {
        return texts;
    }

    /** Whether all have ended. */
    public boolean ended() {
        return texts.stream().allMatch(text -> text.reason() != null);
    }

    /**
     * Writes one token in each text that has not ended.
     *
     * @throws io.cloister.platform.Problem {@code unavailable} where the model computes no valid numbers
     * @throws IllegalStateException where it cannot compute at all, also after {@link #cancel}
     */
    public void step() {
        run.read(texts.stream().map(OngoingText::unread).toList());
        for (int row = 0; row < texts.size(); row++) {
            if (texts.get(row).reason() == null) {
                texts.get(row).grow(run.logits(row));
            }
        }
    }

    /** Makes a step under way fail soon, and all later ones. */
    public void cancel() {
        run.terminate();
    }

    @Override
    public void close() {
        run.close();
    }
}
