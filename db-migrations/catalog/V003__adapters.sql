-- An adapter runs on another model of the catalog, which therefore cannot be removed while the adapter is there.
ALTER TABLE catalog.model
    ADD COLUMN base uuid REFERENCES catalog.model (id),
    DROP CONSTRAINT model_runtime_check,
    ADD CONSTRAINT model_runtime_check
        CHECK (runtime IN ('QUOTE', 'ONNX_DECODER', 'ONNX_EMBEDDING', 'ONNX_ADAPTER')),
    ADD CONSTRAINT model_base_check CHECK ((runtime = 'ONNX_ADAPTER') = (base IS NOT NULL));

-- The name of the base that whoever asked for the import gave.
ALTER TABLE catalog.model_import ADD COLUMN base text;
