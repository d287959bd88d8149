package io.cloister.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** A loaded decoder. Safe for use by many threads; each text has its own {@link DecoderRun}. */
public final class DecoderSession implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final DecoderLayout layout;

    DecoderSession(OrtEnvironment environment, OrtSession session) throws OrtException, UnusableGraphException {
        this.environment = environment;
        this.session = session;
        this.layout = DecoderLayout.of(session);
    }

    /** Begins a text. */
    public DecoderRun begin() throws OrtException {
        return new DecoderRun(environment, session, layout);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("The model could not be released", e);
        }
    }
}
