package io.cloister.inference;

import io.cloister.inference.embedding.BuiltInEmbedding;
import io.cloister.inference.embedding.EncoderRuntime;
import io.cloister.inference.embedding.EncoderScheduler;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;

/** The real built-in models, loaded once for all tests of this module. */
public final class LoadedModels {

    public static final OnnxSessions SESSIONS = new OnnxSessions(0);
    public static final NativeWork WORK = new NativeWork(2, 64);
    public static final EncoderScheduler SCHEDULER = new EncoderScheduler(2, 64, 512);
    public static final EncoderRuntime ENCODERS = new EncoderRuntime(SESSIONS, SCHEDULER, true);
    public static final BuiltInEmbedding BUILT_IN =
            BuiltInEmbedding.load(ENCODERS, "Represent this sentence for searching relevant passages: ");

    public static final TextEmbedding EMBEDDING = BUILT_IN.embedding();

    private LoadedModels() {}

    /** Cosine of two unit vectors. */
    public static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
