-- Cross-encoders that judge passages, and classifiers of tokens.
ALTER TABLE catalog.model
    DROP CONSTRAINT model_task_check,
    ADD CONSTRAINT model_task_check
        CHECK (task IN ('GENERATION', 'EMBEDDING', 'RERANKING', 'TOKEN_CLASSIFICATION')),
    DROP CONSTRAINT model_runtime_check,
    ADD CONSTRAINT model_runtime_check
        CHECK (runtime IN ('QUOTE', 'ONNX_DECODER', 'ONNX_EMBEDDING', 'ONNX_ADAPTER', 'ONNX_RERANKER',
                           'ONNX_TOKEN_CLASSIFIER'));
