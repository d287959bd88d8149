package io.cloister.inference.decoder;

import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelSampler;
import io.cloister.inference.Sampling;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.tokenizer.IncrementalDetokenizer;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Loads a decoder for a few words and lets go of it again. */
@Component
class DecoderSampler implements ModelSampler {

    private static final int TOKENS = 48;

    private final OnnxSessions sessions;
    private final NativeWork work;

    DecoderSampler(OnnxSessions sessions, NativeWork work) {
        this.sessions = sessions;
        this.work = work;
    }

    @Override
    public String sample(ModelDescription model, String prompt) {
        Path folder = Objects.requireNonNull(model.folder());
        Thread asking = Thread.currentThread();
        try (var permit = work.admit()) {
            return permit.run(() -> {
                try (var decoder = LoadedDecoder.load(folder, sessions)) {
                    return write(decoder, prompt, asking);
                } catch (UnusableFolderException e) {
                    throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
                }
            });
        }
    }

    /** Ends early where the thread that asked is interrupted. */
    static String write(LoadedDecoder decoder, String prompt, Thread asking) {
        long[] tokens = decoder.ask(prompt);
        var request = new TokenRequest(tokens, TOKENS, Sampling.GREEDY, false, false);
        try (var batch = new TextBatch(decoder, List.of(request))) {
            while (!batch.ended() && !asking.isInterrupted()) {
                batch.step();
            }
            var detokenizer = new IncrementalDetokenizer(decoder.tokenizer(), tokens);
            var text = new StringBuilder();
            for (long token : batch.texts().getFirst().tokens()) {
                text.append(detokenizer.append(token));
            }
            return text.append(detokenizer.finish()).toString();
        }
    }
}
