package io.cloister.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;

/** Opens models on ONNX Runtime. Loads one at a time, so that two large ones do not meet in memory. */
public final class OnnxSessions {

    private static final String WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path";

    private final OrtEnvironment environment;
    private final Placement placement;
    private final int threads;

    /** @param threads used inside one run of a model; 0 leaves it to the number of cores */
    public OnnxSessions(int threads) {
        this(threads, 1);
    }

    /** @param replicas of each decoder, on different devices as far as there are */
    public OnnxSessions(int threads, int replicas) {
        this.environment = environment();
        this.placement = new Placement(Devices.find(environment, OrtEnvironment.getAvailableProviders()), replicas);
        this.threads = threads;
    }

    /** Which devices decoders lie on. */
    public Placement placement() {
        return placement;
    }

    /** Used inside one run of a model; 0 for as many as there are cores. */
    public int threads() {
        return threads;
    }

    static OrtEnvironment environment() {
        OfflineRuntimeLibrary.enforce();
        // What goes wrong arrives as an exception; the library's own log would say it a second time.
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "cloister");
    }

    /** Cores that models may use. */
    public int cores() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /**
     * Opens an encoder. Always on the CPU, where encoders are small enough to be quick.
     *
     * @param outputs names of outputs that will do, the best first
     * @throws UnusableGraphException where it cannot be loaded or is no such encoder; the message fits behind a colon
     */
    public synchronized EncoderSession openEncoder(EncoderGraph graph, List<String> outputs)
            throws UnusableGraphException {
        try (var options = options();
                var arena = Arena.ofConfined()) {
            options.setIntraOpNumThreads(1);
            // Made for shapes that repeat; here hardly any two runs have the same.
            options.setMemoryPatternOptimization(false);
            if (graph.folder() != null) {
                options.addConfigEntry(WEIGHTS_FOLDER, graph.folder().toString());
            }
            EncoderGraph fast = graph.with(NormalizationRewrite.apply(graph.model()));
            return encoder(environment.createSession(fast.bytes(arena), options), graph, outputs);
        } catch (OrtException | IOException e) {
            throw new UnusableGraphException("ONNX Runtime cannot load it (" + e.getMessage() + ")", e);
        }
    }

    private EncoderSession encoder(OrtSession session, EncoderGraph graph, List<String> outputs)
            throws OrtException, UnusableGraphException {
        try {
            return new EncoderSession(
                    environment, session, EncoderLayout.read(session, outputs), graph.quantizesByRange());
        } catch (OrtException | UnusableGraphException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Opens a decoder from its file; external data lie beside it.
     *
     * @throws UnusableGraphException where it cannot be loaded or is no decoder; the message fits behind a colon
     */
    public synchronized DecoderSession openDecoder(GraphFile graph, DecoderNames names, DecoderLimits limits)
            throws UnusableGraphException {
        try (var options = options()) {
            Devices.add(placement.emptiestFirst().getFirst(), options);
            return decoder(environment.createSession(graph.path().toString(), options), graph, names, limits);
        } catch (OrtException e) {
            throw new UnusableGraphException("ONNX Runtime cannot load it (" + e.getMessage() + ")", e);
        }
    }

    private DecoderSession decoder(OrtSession session, GraphFile graph, DecoderNames names, DecoderLimits limits)
            throws OrtException, UnusableGraphException {
        try {
            return new DecoderSession(environment, session, LayoutReader.read(session, graph, names, limits), limits);
        } catch (OrtException | UnusableGraphException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private OrtSession.SessionOptions options() throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        // Idle model threads would otherwise keep cores busy that requests need.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
