package io.cloister.inference.scheduling;

import io.cloister.inference.FinishReason;
import io.cloister.inference.LoadedModels;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.binding.BoundModel;
import io.cloister.inference.onnx.DecoderLimits;
import io.cloister.inference.onnx.DecoderModel;
import io.cloister.inference.onnx.DecoderRows;
import io.cloister.inference.onnx.RowLimits;
import io.cloister.inference.onnx.UnusableGraphException;
import io.cloister.inference.sampling.TokenChooser;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model folder of ours behind an engine, and requests for it. */
final class Served implements AutoCloseable {

    static final int CONTEXT = 512;
    static final Requester NURSE = requester("ward", "nurse");

    private final List<DecoderModel> models = new ArrayList<>();
    private final List<DecoderRows> drafts = new ArrayList<>();
    private final ServingEngine engine;

    Served(Path folder, EngineSettings settings) throws UnusableGraphException {
        this(folder, settings, 1, null);
    }

    /** @param draft folder of a model that guesses */
    Served(Path folder, EngineSettings settings, int replicas, @Nullable Path draft) throws UnusableGraphException {
        var limits = new RowLimits(settings.rows(), CONTEXT, CONTEXT, ServingEngine.MOST_WANTED);
        DecoderModel model = open(folder);
        DecoderModel guessing = draft == null ? null : open(draft);
        var rows = new ArrayList<DecoderRows>();
        for (int i = 0; i < replicas; i++) {
            rows.add(model.rows(limits));
            if (guessing != null) {
                drafts.add(guessing.rows(limits));
            }
        }
        this.engine = new ServingEngine(
                new ServedModel(
                        "model",
                        new DecoderLimits(CONTEXT, DecoderLimits.NEVER, 0),
                        rows,
                        guessing == null ? null : drafts),
                settings,
                InstantSource.system());
    }

    private DecoderModel open(Path folder) throws UnusableGraphException {
        DecoderModel model = BoundModel.open(
                folder.resolve("model.onnx"),
                false,
                1,
                LoadedModels.SESSIONS.placement().emptiestFirst().getFirst());
        models.add(model);
        return model;
    }

    /** Limits with so many rows and all else in plenty. */
    static EngineSettings rows(int rows) {
        return new EngineSettings(rows, CONTEXT, 64, 1000, 1000, 1L << 30, 1 << 26);
    }

    static Requester requester(String department, String person) {
        return new Requester(department, person, Requester.Urgency.INTERACTIVE, null);
    }

    /** Makes the model that guesses fail from now on. */
    void stopGuessing() {
        drafts.forEach(DecoderRows::stop);
    }

    ServingEngine engine() {
        return engine;
    }

    TokenStream submit(Requester requester, Sampling sampling, boolean guess, int count, int... prompt) {
        return engine.submit(request(requester, sampling, guess, count, 0, prompt));
    }

    static TokenRequest request(
            Requester requester, Sampling sampling, boolean guess, int count, int everyones, int... prompt) {
        return new TokenRequest(
                prompt,
                everyones,
                count,
                Set.of(),
                new TokenChooser(
                        sampling, -1, Arrays.stream(prompt).asLongStream().toArray()),
                null,
                requester,
                guess,
                false,
                false);
    }

    /** The likeliest tokens after a prompt, with nobody else around and nothing guessed. */
    List<Integer> alone(int count, int... prompt) {
        return read(submit(Requester.HOUSE, Sampling.GREEDY, false, count, prompt));
    }

    /** Waits for all tokens. */
    static List<Integer> read(TokenStream stream) {
        var tokens = new ArrayList<Integer>();
        while (true) {
            TokenEvent event = stream.next();
            if (event instanceof TokenEvent.Token token) {
                tokens.add(token.id());
            } else {
                return tokens;
            }
        }
    }

    /** Waits for the end and tells its reason. */
    static FinishReason reason(TokenStream stream) {
        while (true) {
            if (stream.next() instanceof TokenEvent.End(FinishReason reason)) {
                return reason;
            }
        }
    }

    @Override
    public void close() {
        engine.close();
        models.forEach(DecoderModel::close);
    }
}
