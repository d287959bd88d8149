-- What waits to be done or is being done in the background, as the library db-scheduler keeps it; ids only.
CREATE TABLE knowledge.job (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX ON knowledge.job (execution_time);
CREATE INDEX ON knowledge.job (last_heartbeat);

-- Versions of one document share a lineage. At most one of them is in force; what it replaced stays readable, so that
-- older answers keep their sources.
ALTER TABLE knowledge.document
    ADD COLUMN lineage        uuid,
    ADD COLUMN version        integer NOT NULL DEFAULT 1 CHECK (version > 0),
    ADD COLUMN effective_from date,
    ADD COLUMN review_by      date,
    ADD COLUMN superseded_by  uuid REFERENCES knowledge.document ON DELETE SET NULL,
    ADD COLUMN superseded_at  timestamptz;
-- Row-level security holds for the owner too, but for this statement.
ALTER TABLE knowledge.document NO FORCE ROW LEVEL SECURITY;
UPDATE knowledge.document SET lineage = id;
ALTER TABLE knowledge.document FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.document ALTER COLUMN lineage SET NOT NULL, ADD UNIQUE (lineage, version);
-- The content of a version that was replaced may come back as a later one.
ALTER TABLE knowledge.document DROP CONSTRAINT document_collection_id_sha256_key;
CREATE UNIQUE INDEX document_content ON knowledge.document (collection_id, sha256) WHERE superseded_at IS NULL;
GRANT UPDATE (superseded_by, superseded_at, review_by) ON knowledge.document TO cloister_app;

ALTER TABLE knowledge.collection ADD COLUMN keep_superseded boolean NOT NULL DEFAULT false;
GRANT UPDATE (keep_superseded) ON knowledge.collection TO cloister_app;

-- Files that were handed in and are not documents yet. The row ends in the transaction that stores the document.
CREATE TABLE knowledge.intake (
    id              uuid PRIMARY KEY, -- of the document that it becomes
    collection_id   uuid NOT NULL,
    department_id   uuid NOT NULL,
    file_name       text NOT NULL,
    bytes           bigint NOT NULL CHECK (bytes > 0),
    sha256          text NOT NULL CHECK (length(sha256) = 64),
    lineage         uuid, -- of the document of which it is a new version
    effective_from  date,
    review_by       date,
    handed_in_by    uuid NOT NULL,
    handed_in_at    timestamptz NOT NULL,
    state           text NOT NULL CHECK (state IN ('QUEUED', 'READING', 'EMBEDDING', 'WAITING', 'FAILED')),
    attempts        integer NOT NULL DEFAULT 0,
    pages           integer,
    passages_done   integer NOT NULL DEFAULT 0,
    passages_total  integer NOT NULL DEFAULT 0,
    -- Of a failure: its kind, a word for the trail and a sentence for people.
    problem_type    text,
    problem_reason  text,
    problem         text,
    CHECK ((state = 'FAILED') = (problem IS NOT NULL)),
    FOREIGN KEY (collection_id, department_id) REFERENCES knowledge.collection (id, department_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX intake_content ON knowledge.intake (collection_id, sha256) WHERE state <> 'FAILED';
CREATE INDEX ON knowledge.intake (department_id);
CREATE INDEX ON knowledge.intake (handed_in_by);

-- What was answered to a request with a key of its own, so that the same request again has no second effect.
CREATE TABLE knowledge.intake_key (
    person_id   uuid NOT NULL,
    key         text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    request     text NOT NULL CHECK (length(request) = 64), -- SHA-256 of all it asked for
    document_id uuid NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (person_id, key)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge.job TO cloister_app;
GRANT SELECT, INSERT, DELETE ON knowledge.intake, knowledge.intake_key TO cloister_app;
GRANT UPDATE (handed_in_by, state, attempts, pages, passages_done, passages_total, problem_type, problem_reason, problem)
    ON knowledge.intake TO cloister_app;

ALTER TABLE knowledge.intake ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.intake FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.intake_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.intake_key FORCE ROW LEVEL SECURITY;

-- Those who look after the collection see what comes in. Whoever handed a file in stays able to write down how that
-- ended: the work in the background is done in their name, also where they lost the right to it meanwhile.
CREATE POLICY managed ON knowledge.intake TO cloister_app
    USING (department_id IN (SELECT access.managed_departments()))
    WITH CHECK (department_id IN (SELECT access.managed_departments()));
CREATE POLICY own_seen ON knowledge.intake FOR SELECT TO cloister_app
    USING (handed_in_by = (SELECT public.current_actor()));
CREATE POLICY own_ended ON knowledge.intake FOR UPDATE TO cloister_app
    USING (handed_in_by = (SELECT public.current_actor()))
    WITH CHECK (handed_in_by = (SELECT public.current_actor()));
CREATE POLICY own ON knowledge.intake_key TO cloister_app
    USING (person_id = (SELECT public.current_actor()))
    WITH CHECK (person_id = (SELECT public.current_actor()));
CREATE POLICY by_functions ON knowledge.intake FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY by_functions ON knowledge.intake_key FOR DELETE TO CURRENT_USER USING (at < now() - interval '2 days');
CREATE POLICY by_functions_seen ON knowledge.intake_key FOR SELECT TO CURRENT_USER
    USING (at < now() - interval '2 days');

-- Of the given ids those that belong to no document and to no file under way: what is left of them can go.
CREATE FUNCTION knowledge.unknown_originals(candidates uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS $$
        SELECT candidate.id
        FROM unnest(candidates) AS candidate (id)
        WHERE NOT EXISTS (SELECT FROM knowledge.document d WHERE d.id = candidate.id)
          AND NOT EXISTS (SELECT FROM knowledge.intake i WHERE i.id = candidate.id)
    $$;
CREATE FUNCTION knowledge.forget_intake_keys() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS $$ DELETE FROM knowledge.intake_key $$;
REVOKE EXECUTE ON FUNCTION knowledge.unknown_originals(uuid[]), knowledge.forget_intake_keys() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge.unknown_originals(uuid[]), knowledge.forget_intake_keys() TO cloister_app;
