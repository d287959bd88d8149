package io.cloister.inference.onnx;

/**
 * What a LoRA adapter adds to one linear map of a graph: x·down·up.
 *
 * @param node name of the map in the graph
 * @param down [inputs, rank], row by row
 * @param up [rank, outputs], row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AdapterInput(String node, int inputs, int rank, int outputs, float[] down, float[] up) {}
