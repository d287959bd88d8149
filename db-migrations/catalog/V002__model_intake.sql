-- What the catalog says of a model beside its name. Numbers are 0 where they are not known.
ALTER TABLE catalog.model
    ADD COLUMN family text,
    ADD COLUMN parameters bigint NOT NULL DEFAULT 0,
    ADD COLUMN context_length integer NOT NULL DEFAULT 0,
    ADD COLUMN weights text CHECK (weights IN ('FP32', 'FP16', 'INT8', 'INT4')),
    ADD COLUMN memory_bytes bigint NOT NULL DEFAULT 0,
    ADD COLUMN openness text NOT NULL DEFAULT 'UNKNOWN'
        CHECK (openness IN ('OPEN_WEIGHTS', 'OPEN_DATA', 'FULLY_OPEN', 'UNKNOWN')),
    ADD COLUMN source text,
    ADD COLUMN source_revision text,
    ADD COLUMN sample_answer text,
    -- [{"name", "bytes", "sha256"}]; null for parts of the program, and for models that came in before this column.
    ADD COLUMN files jsonb;

-- Every import that was ever asked for. The id is that of the model it makes.
CREATE TABLE catalog.model_import (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    title text NOT NULL,
    source text NOT NULL,
    licence text,
    openness text,
    weights text,
    state text NOT NULL CHECK (state IN ('WAITING', 'FETCHING', 'BUILDING', 'INSPECTING', 'SAMPLING', 'DONE', 'FAILED',
                                         'CANCELLED')),
    step_done bigint NOT NULL DEFAULT 0,
    step_total bigint NOT NULL DEFAULT 0,
    seconds_left bigint,
    problem text,
    cancel_requested boolean NOT NULL DEFAULT false,
    -- The record of the trail that says it has begun.
    intent uuid,
    -- A person, or else the operating system's name of whoever gave the command.
    actor_id uuid NOT NULL,
    actor_department uuid,
    operator text,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK ((ended_at IS NULL) = (state NOT IN ('DONE', 'FAILED', 'CANCELLED')))
);

CREATE INDEX model_import_newest ON catalog.model_import (started_at DESC);
-- One name, one import at a time.
CREATE UNIQUE INDEX model_import_name ON catalog.model_import (name) WHERE ended_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON catalog.model_import TO cloister_app;
