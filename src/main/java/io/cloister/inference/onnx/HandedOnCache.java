package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cache of one text that the runtime makes anew in each step: its outputs are the inputs of the next one. */
final class HandedOnCache implements AttentionCache {

    private final List<CacheTensor> tensors;
    private final List<OnnxTensor> empty = new ArrayList<>();
    private OrtSession.@Nullable Result last;

    HandedOnCache(OrtEnvironment environment, List<CacheTensor> tensors) throws OrtException {
        this.tensors = tensors;
        ByteBuffer nothing = ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder());
        for (CacheTensor tensor : tensors) {
            empty.add(OnnxTensor.createTensor(environment, nothing, tensor.shape(0), tensor.type()));
        }
    }

    @Override
    public void reserve(int tokens) {
        // The runtime does.
    }

    @Override
    public void offer(GraphCall call) {
        for (int i = 0; i < tensors.size(); i++) {
            CacheTensor tensor = tensors.get(i);
            OnnxTensor past = last == null
                    ? empty.get(i)
                    : (OnnxTensor) last.get(tensor.present()).orElseThrow();
            call.inputs().put(tensor.past(), past);
            call.wanted().add(tensor.present());
        }
    }

    @Override
    public void accept(OrtSession.Result result) {
        clear();
        last = result;
    }

    @Override
    public void clear() {
        if (last != null) {
            last.close();
            last = null;
        }
    }

    @Override
    public void close() {
        clear();
        empty.forEach(OnnxTensor::close);
    }
}
