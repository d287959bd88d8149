package io.cloister.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.util.List;
import onnx.ModelProto;

/** Opens models on ONNX Runtime. Loads one at a time, so that two large ones do not meet in memory. */
public final class OnnxSessions {

    private static final String WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path";

    private final OrtEnvironment environment;
    private final ComputeDevice device;
    private final int threads;

    /** @param threads used inside one run of a model; 0 leaves it to the number of cores */
    public OnnxSessions(int threads) {
        this.environment = environment();
        this.device = ComputeDevice.choose(environment, OrtEnvironment.getAvailableProviders());
        this.threads = threads;
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
            device.addTo(options);
            return decoder(environment.createSession(graph.path().toString(), options), graph, names, limits);
        } catch (OrtException e) {
            throw new UnusableGraphException("ONNX Runtime cannot load it (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Opens a decoder of ours so that it takes adapters; its weights are those of the same file.
     *
     * @throws UnusableGraphException where it cannot be loaded or is none of ours; the message fits behind a colon
     */
    public synchronized DecoderSession openAdaptable(GraphFile graph, DecoderNames names, DecoderLimits limits)
            throws UnusableGraphException {
        try (var options = options()) {
            device.addTo(options);
            options.addConfigEntry(
                    WEIGHTS_FOLDER,
                    graph.path().resolveSibling("").toAbsolutePath().toString());
            byte[] adaptable = AdaptableGraph.of(ModelProto.parseFrom(Files.readAllBytes(graph.path())))
                    .toByteArray();
            return decoder(environment.createSession(adaptable, options), graph, names, limits);
        } catch (OrtException | IOException e) {
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
