package io.cloister.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.List;

/** A loaded decoder. Safe for use by many threads; each {@link DecoderRun} belongs to one. */
public final class DecoderSession implements AutoCloseable {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final DecoderLayout layout;
    private final DecoderLimits limits;
    private final AdapterTensors adapter;
    private final boolean owner;

    DecoderSession(OrtEnvironment environment, OrtSession session, DecoderLayout layout, DecoderLimits limits) {
        this(environment, session, layout, limits, AdapterTensors.none(environment, layout), true);
    }

    private DecoderSession(
            OrtEnvironment environment,
            OrtSession session,
            DecoderLayout layout,
            DecoderLimits limits,
            AdapterTensors adapter,
            boolean owner) {
        this.environment = environment;
        this.session = session;
        this.layout = layout;
        this.limits = limits;
        this.adapter = adapter;
        this.owner = owner;
    }

    /**
     * The same model with an adapter; shares the memory of the weights and must be closed before the model is.
     *
     * @param inputs of maps that this graph lets adapt
     */
    public DecoderSession adapted(List<AdapterInput> inputs) {
        return new DecoderSession(
                environment, session, layout, limits, AdapterTensors.of(environment, layout, inputs), false);
    }

    AdapterTensors adapter() {
        return adapter;
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

    /** Number of token ids, counted from 0. */
    public int vocabulary() {
        return layout.logits().vocabulary();
    }

    /** Begins some texts, at least one: together where the graph can, else one beside the other. */
    public DecoderRun begin(int texts) {
        if (texts == 1) {
            return new SingleRun(this);
        }
        boolean together = layout.rows() && limits.ropeSwitch() == DecoderLimits.NEVER;
        return together ? new BatchRun(this, texts) : new SeparateRuns(this, texts);
    }

    @Override
    public void close() {
        adapter.close();
        if (!owner) {
            return;
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("The model could not be released", e);
        }
    }
}
