package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is handed to a graph: the same names each time, so the maps are kept and filled anew.
 *
 * @param inputs by name
 * @param wanted outputs that the runtime makes room for
 * @param pinned outputs that are written where they are told
 */
record GraphCall(Map<String, OnnxTensor> inputs, Set<String> wanted, Map<String, OnnxTensor> pinned) {

    GraphCall() {
        this(new HashMap<>(), new HashSet<>(), new HashMap<>());
    }
}
