CREATE SCHEMA catalog;
GRANT USAGE ON SCHEMA catalog TO cloister_app;

CREATE TABLE catalog.model (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
    title text NOT NULL,
    summary text NOT NULL,
    task text NOT NULL CHECK (task IN ('GENERATION', 'EMBEDDING')),
    runtime text NOT NULL CHECK (runtime IN ('QUOTE', 'ONNX_DECODER', 'ONNX_EMBEDDING')),
    version text NOT NULL,
    licence text NOT NULL,
    folder text,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    bytes bigint NOT NULL,
    grounded boolean NOT NULL,
    enabled boolean NOT NULL,
    added_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON catalog.model TO cloister_app;
