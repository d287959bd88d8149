CREATE SCHEMA IF NOT EXISTS knowledge;

CREATE TABLE knowledge.collection (
    id            uuid PRIMARY KEY,
    name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    department_id uuid NOT NULL,
    created_at    timestamptz NOT NULL,
    UNIQUE (department_id, name),
    UNIQUE (id, department_id)
);

CREATE TABLE knowledge.document (
    id            uuid PRIMARY KEY,
    collection_id uuid NOT NULL,
    department_id uuid NOT NULL,
    title         text NOT NULL,
    file_name     text NOT NULL,
    media_type    text NOT NULL,
    bytes         bigint NOT NULL CHECK (bytes > 0),
    sha256        text NOT NULL CHECK (length(sha256) = 64),
    pages         integer CHECK (pages > 0),
    uploaded_by   uuid NOT NULL,
    uploaded_at   timestamptz NOT NULL,
    UNIQUE (collection_id, sha256),
    UNIQUE (id, collection_id, department_id),
    -- A document can stand in a collection of its own department only, whoever writes the row.
    FOREIGN KEY (collection_id, department_id) REFERENCES knowledge.collection (id, department_id) ON DELETE CASCADE
);

CREATE TABLE knowledge.chunk (
    id            uuid PRIMARY KEY,
    document_id   uuid NOT NULL,
    collection_id uuid NOT NULL,
    department_id uuid NOT NULL,
    ordinal       integer NOT NULL CHECK (ordinal >= 0),
    page          integer CHECK (page > 0),
    start_offset  integer NOT NULL CHECK (start_offset >= 0),
    end_offset    integer NOT NULL CHECK (end_offset > start_offset),
    text          text NOT NULL,
    sha256        text NOT NULL CHECK (length(sha256) = 64),
    embedding     vector(384) NOT NULL,
    terms         tsvector NOT NULL,
    UNIQUE (document_id, ordinal),
    FOREIGN KEY (document_id, collection_id, department_id)
        REFERENCES knowledge.document (id, collection_id, department_id) ON DELETE CASCADE
);

-- Kept in the row, so that an exact scan reads no second table.
ALTER TABLE knowledge.chunk ALTER COLUMN embedding SET STORAGE PLAIN;

CREATE INDEX ON knowledge.collection (department_id);
CREATE INDEX ON knowledge.document (department_id);
CREATE INDEX ON knowledge.chunk (collection_id);
CREATE INDEX ON knowledge.chunk (department_id);
CREATE INDEX ON knowledge.chunk USING gin (terms);

-- pgvector before 0.8.2 may write past its memory when several processes build this kind of index.
SET max_parallel_maintenance_workers = 0;
CREATE INDEX chunk_embedding ON knowledge.chunk USING hnsw (embedding vector_cosine_ops);
RESET max_parallel_maintenance_workers;

GRANT USAGE ON SCHEMA knowledge TO cloister_app;
GRANT SELECT, INSERT, DELETE ON knowledge.collection, knowledge.document, knowledge.chunk TO cloister_app;
GRANT UPDATE (name) ON knowledge.collection TO cloister_app;
GRANT UPDATE (title) ON knowledge.document TO cloister_app;

ALTER TABLE knowledge.collection ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.collection FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.document ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.document FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.chunk FORCE ROW LEVEL SECURITY;

-- Roles that never read documents hold no grant of use here, even where their department does.
CREATE FUNCTION knowledge.readable_collections() RETURNS SETOF uuid
    LANGUAGE sql STABLE
    AS $$
        SELECT granted.id
        FROM access.granted_resources('COLLECTION') AS granted (id)
        WHERE access.has_role('EMPLOYEE') OR access.has_role('DEPARTMENT_MANAGER')
    $$;
REVOKE EXECUTE ON FUNCTION knowledge.readable_collections() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge.readable_collections() TO cloister_app;

CREATE POLICY granted ON knowledge.collection FOR SELECT TO cloister_app
    USING (id IN (SELECT knowledge.readable_collections()));
CREATE POLICY named_for_granting ON knowledge.collection FOR SELECT TO cloister_app
    USING ((SELECT access.has_role('ADMIN')));
CREATE POLICY named_for_managers ON knowledge.collection FOR SELECT TO cloister_app
    USING (department_id IN (SELECT access.managed_departments()));
CREATE POLICY managed_insert ON knowledge.collection FOR INSERT TO cloister_app
    WITH CHECK (department_id IN (SELECT access.managed_departments()));
CREATE POLICY managed_update ON knowledge.collection FOR UPDATE TO cloister_app
    USING (department_id IN (SELECT access.managed_departments()))
    WITH CHECK (department_id IN (SELECT access.managed_departments()));
CREATE POLICY managed_delete ON knowledge.collection FOR DELETE TO cloister_app
    USING (department_id IN (SELECT access.managed_departments()));

CREATE POLICY granted ON knowledge.document FOR SELECT TO cloister_app
    USING (collection_id IN (SELECT knowledge.readable_collections()));
CREATE POLICY managed_insert ON knowledge.document FOR INSERT TO cloister_app
    WITH CHECK (department_id IN (SELECT access.managed_departments()));
CREATE POLICY managed_update ON knowledge.document FOR UPDATE TO cloister_app
    USING (department_id IN (SELECT access.managed_departments()))
    WITH CHECK (department_id IN (SELECT access.managed_departments()));
CREATE POLICY managed_delete ON knowledge.document FOR DELETE TO cloister_app
    USING (department_id IN (SELECT access.managed_departments()));

CREATE POLICY granted ON knowledge.chunk FOR SELECT TO cloister_app
    USING (collection_id IN (SELECT knowledge.readable_collections()));
CREATE POLICY managed_insert ON knowledge.chunk FOR INSERT TO cloister_app
    WITH CHECK (department_id IN (SELECT access.managed_departments()));
CREATE POLICY managed_delete ON knowledge.chunk FOR DELETE TO cloister_app
    USING (department_id IN (SELECT access.managed_departments()));
