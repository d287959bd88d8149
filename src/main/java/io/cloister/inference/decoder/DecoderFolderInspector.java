package io.cloister.inference.decoder;

import io.cloister.catalog.ModelInspector;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.inference.Sampling;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.sampling.InvalidNumbers;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Loads a folder and lets it predict one token: what passes here can be served. */
@Component
class DecoderFolderInspector implements ModelInspector {

    private final OnnxSessions sessions;
    private final NativeWork work;

    DecoderFolderInspector(OnnxSessions sessions, NativeWork work) {
        this.sessions = sessions;
        this.work = work;
    }

    @Override
    public InspectedModel inspect(Path folder) {
        try (var permit = work.admit()) {
            return permit.run(() -> {
                try (var decoder = LoadedDecoder.load(folder, sessions)) {
                    predictOnce(decoder);
                    ModelConfig config = decoder.config();
                    return new InspectedModel(
                            ModelTask.GENERATION,
                            ModelRuntime.ONNX_DECODER,
                            config.architecture(),
                            config.chat(),
                            config.contextLength());
                } catch (UnusableFolderException e) {
                    throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
                }
            });
        }
    }

    static void predictOnce(LoadedDecoder decoder) throws UnusableFolderException {
        long[] prompt = decoder.tokenizer().encode("Hello", true);
        var once = new TokenPrompt(prompt, 1, Sampling.GREEDY, true, false);
        try (var writer = new TokenWriter(decoder, 1)) {
            writer.write(List.of(once));
        } catch (InvalidNumbers e) {
            throw new UnusableFolderException(
                    "The model computes no valid numbers (NaN); build it again from a checkpoint without damage.");
        } catch (Problem | IllegalStateException e) {
            throw UnusableFolderException.unfit(decoder.config().graph(), e);
        }
    }
}
