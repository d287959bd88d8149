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
import java.util.concurrent.CancellationException;
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
        var detokenizer = new IncrementalDetokenizer(decoder.tokenizer(), tokens);
        var text = new StringBuilder();
        var reader = new TokenWriter.Reader() {
            @Override
            public void token(int number, long token) {
                if (asking.isInterrupted()) {
                    throw new CancellationException();
                }
                text.append(detokenizer.append(token));
            }

            @Override
            public void written(int number, WrittenTokens all) {
                text.append(detokenizer.finish());
            }
        };
        try (var writer = new TokenWriter(decoder, 1)) {
            writer.write(List.of(new TokenPrompt(tokens, TOKENS, Sampling.GREEDY, false, false)), reader);
        } catch (CancellationException _) {
            // What is there is what nobody waits for.
        }
        return text.toString();
    }
}
