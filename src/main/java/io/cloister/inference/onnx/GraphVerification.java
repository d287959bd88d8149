package io.cloister.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Whether ONNX Runtime accepts a decoder that was just written: every operator with its types and shapes, and all weights
 * where the graph says they are. Weights are mapped and not read, so that this takes neither long nor much memory.
 */
public final class GraphVerification {

    private GraphVerification() {}

    /** @throws UnusableGraphException where it does not; the message fits behind a colon */
    public static void verify(Path graph, DecoderLimits limits) throws UnusableGraphException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            options.setIntraOpNumThreads(1);
            options.addConfigEntry("session.disable_prepacking", "1");
            try (OrtSession session = OnnxSessions.environment().createSession(graph.toString(), options)) {
                LayoutReader.read(session, unread(graph), DecoderNames.USUAL, limits);
            }
        } catch (OrtException e) {
            throw new UnusableGraphException("ONNX Runtime cannot load it (" + e.getMessage() + ")", e);
        }
    }

    /** How caches lie is not asked here, so the file itself need not be looked into. */
    private static GraphFile unread(Path graph) {
        return new GraphFile(graph, "", Set.of(), Map.of());
    }
}
