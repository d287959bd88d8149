package io.cloister.catalog;

/** What runs a model. */
public enum ModelRuntime {
    /** The built-in quoting model: sentences of the sources, word for word. */
    QUOTE,
    /** A decoder folder on ONNX Runtime. */
    ONNX_DECODER,
    /** An embedding model on ONNX Runtime. */
    ONNX_EMBEDDING,
    /** A cross-encoder on ONNX Runtime. */
    ONNX_RERANKER,
    /** A token classifier on ONNX Runtime. */
    ONNX_TOKEN_CLASSIFIER,
    /** A LoRA adapter on a decoder of the catalog, on ONNX Runtime. */
    ONNX_ADAPTER
}
