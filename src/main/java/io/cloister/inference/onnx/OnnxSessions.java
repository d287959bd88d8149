package io.cloister.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

/** Opens models on ONNX Runtime. Loads one at a time, so that two large ones do not meet in memory. */
public final class OnnxSessions {

    private final OrtEnvironment environment;
    private final int threads;

    /** @param threads used inside one run of a model; 0 leaves it to the number of cores */
    public OnnxSessions(int threads) {
        OfflineRuntimeLibrary.enforce();
        this.environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "cloister");
        this.threads = threads;
    }

    /** Opens an encoder from the bytes of its graph. Always on the CPU: the house's encoder is an int8 graph. */
    public synchronized EncoderSession openEncoder(byte[] graph) {
        try (var options = options()) {
            return new EncoderSession(environment, environment.createSession(graph, options));
        } catch (OrtException e) {
            throw new IllegalStateException("The embedding model cannot be loaded: " + e.getMessage(), e);
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
