package io.cloister.inference.decoder;

import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelSampler;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.Sampling;
import io.cloister.inference.exchange.GroundedPrompt;
import io.cloister.inference.exchange.PulledChunks;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Loads a folder for one sample and lets go of it again. */
@Component
class DecoderSampler implements ModelSampler {

    private static final int MOST_TOKENS = 64;

    private final OnnxSessions sessions;
    private final NativeWork work;

    DecoderSampler(OnnxSessions sessions, NativeWork work) {
        this.sessions = sessions;
        this.work = work;
    }

    @Override
    public String sample(ModelDescription model, String prompt) {
        LoadedDecoder decoder = natively(() -> load(Objects.requireNonNull(model.folder())));
        var request = new GenerationRequest(model.id(), prompt, List.of(), MOST_TOKENS, Sampling.GREEDY);
        try (Stream<GenerationChunk> chunks =
                PulledChunks.of(new DecoderChatModel(decoder, work).stream(GroundedPrompt.toPrompt(request)))) {
            return chunks.filter(GenerationChunk.Text.class::isInstance)
                    .map(chunk -> ((GenerationChunk.Text) chunk).text())
                    .collect(Collectors.joining());
        } finally {
            natively(() -> {
                decoder.close();
                return true;
            });
        }
    }

    private LoadedDecoder load(Path folder) {
        try {
            return LoadedDecoder.load(folder, sessions);
        } catch (UnusableFolderException e) {
            throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
        }
    }

    private <T> T natively(Callable<T> task) {
        try (var permit = work.admit()) {
            return permit.run(task);
        }
    }
}
