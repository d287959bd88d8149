package io.cloister.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.List;

/** A decoder whose graph was built elsewhere. */
public final class DecoderSession implements DecoderModel {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final DecoderLayout layout;
    private final DecoderLimits limits;

    DecoderSession(OrtEnvironment environment, OrtSession session, DecoderLayout layout, DecoderLimits limits) {
        this.environment = environment;
        this.session = session;
        this.layout = layout;
        this.limits = limits;
    }

    OrtEnvironment environment() {
        return environment;
    }

    OrtSession session() {
        return session;
    }

    DecoderLayout layout() {
        return layout;
    }

    DecoderLimits limits() {
        return limits;
    }

    @Override
    public int vocabulary() {
        return layout.logits().vocabulary();
    }

    @Override
    public long bytesPerToken() {
        return layout.cache().stream().mapToLong(CacheTensor::tokenBytes).sum();
    }

    @Override
    public boolean lazy() {
        return true;
    }

    @Override
    public DecoderRows rows(RowLimits rows) {
        return new ForeignRows(this, rows);
    }

    /** @throws UnsupportedOperationException because nobody knows the maps of a foreign graph */
    @Override
    public DecoderModel adapted(List<AdapterInput> inputs) {
        throw new UnsupportedOperationException("Graphs that were built elsewhere take no adapters");
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
