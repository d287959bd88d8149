-- The trail. An event's body is the only truth: its canonical form (RFC 8785) gives the leaf hash, and every column
-- beside it is derived from it or checked against it.
CREATE SCHEMA audit;

CREATE TABLE audit.event (
    event_id          uuid PRIMARY KEY,
    recorded_at       timestamptz NOT NULL,
    body              jsonb NOT NULL,
    leaf_hash         bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
    occurred_us       bigint NOT NULL GENERATED ALWAYS AS ((body ->> 'occurred_us')::bigint) STORED,
    stage             text NOT NULL GENERATED ALWAYS AS (body ->> 'stage') STORED,
    action            text NOT NULL GENERATED ALWAYS AS (body ->> 'action') STORED,
    outcome           text GENERATED ALWAYS AS (body ->> 'outcome') STORED,
    parent_event_id   uuid GENERATED ALWAYS AS ((body ->> 'parent_event_id')::uuid) STORED,
    actor_id          uuid GENERATED ALWAYS AS ((body ->> 'actor_id')::uuid) STORED,
    actor_department  uuid GENERATED ALWAYS AS ((body ->> 'department_id')::uuid) STORED,
    target_id         uuid GENERATED ALWAYS AS ((body ->> 'target_id')::uuid) STORED,
    target_department uuid GENERATED ALWAYS AS ((body ->> 'target_department')::uuid) STORED
);

CREATE INDEX event_occurred ON audit.event (occurred_us DESC, event_id DESC);
CREATE INDEX event_actor ON audit.event (actor_id, occurred_us DESC);
CREATE INDEX event_action ON audit.event (action, occurred_us DESC);
CREATE INDEX event_actor_department ON audit.event (actor_department, occurred_us DESC);
CREATE INDEX event_target_department ON audit.event (target_department, occurred_us DESC);
CREATE INDEX event_parent ON audit.event (parent_event_id) WHERE parent_event_id IS NOT NULL;
CREATE INDEX event_intent ON audit.event (event_id) WHERE stage = 'intent';

-- What the sealer has still to take. A row that it had to refuse stays, with the moment of the refusal.
CREATE TABLE audit.pending (
    event_id   uuid PRIMARY KEY,
    refused_at timestamptz
);

-- The order of the trail: an event for every index from 0 on.
CREATE TABLE audit.leaf (
    leaf_index bigint PRIMARY KEY CHECK (leaf_index >= 0),
    event_id   uuid NOT NULL UNIQUE
);

-- Complete subtrees; level 0 holds the leaves. A row, once written, is right for ever.
CREATE TABLE audit.tree_node (
    level      smallint NOT NULL CHECK (level BETWEEN 0 AND 62),
    node_index bigint NOT NULL CHECK (node_index >= 0),
    hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, node_index)
);

CREATE TABLE audit.checkpoint (
    tree_size bigint PRIMARY KEY CHECK (tree_size > 0),
    root      bytea NOT NULL CHECK (octet_length(root) = 32),
    sealed_at timestamptz NOT NULL,
    note      text NOT NULL
);

-- A speed bump for those whom privileges do not stop.
CREATE FUNCTION audit.refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'events of the audit trail are never changed or removed';
END
$$;

CREATE TRIGGER event_is_final
    BEFORE UPDATE OR DELETE ON audit.event
    FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER events_are_final
    BEFORE TRUNCATE ON audit.event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

GRANT USAGE ON SCHEMA audit TO cloister_app;
GRANT SELECT, INSERT ON audit.event, audit.leaf, audit.tree_node, audit.checkpoint TO cloister_app;
GRANT SELECT, INSERT, DELETE ON audit.pending TO cloister_app;
