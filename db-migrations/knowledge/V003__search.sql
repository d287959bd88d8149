-- Where a passage stands, as it was embedded; the language by whose rules its words are compared.
ALTER TABLE knowledge.chunk ADD COLUMN section text[] NOT NULL DEFAULT '{}';
ALTER TABLE knowledge.document ADD COLUMN language text NOT NULL DEFAULT 'en' CHECK (language ~ '^[a-z]{2,3}$');

-- How a collection is searched. Null: as the program does by default.
ALTER TABLE knowledge.collection
    ADD COLUMN word_saturation double precision CHECK (word_saturation BETWEEN 0 AND 10),
    ADD COLUMN word_length_share double precision CHECK (word_length_share BETWEEN 0 AND 1),
    ADD COLUMN answer_threshold double precision CHECK (answer_threshold BETWEEN 0 AND 1);
GRANT UPDATE (word_saturation, word_length_share, answer_threshold) ON knowledge.collection TO cloister_app;

-- Vectors of one embedding model form a space. Search uses the active ones; others may be filled beside them.
CREATE TABLE knowledge.embedding_space (
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model_id   uuid NOT NULL,
    dimensions integer NOT NULL CHECK (dimensions BETWEEN 1 AND 4000),
    -- How much its list counts among all; that of words counts 0.35.
    weight     double precision NOT NULL CHECK (weight > 0 AND weight <= 1),
    state      text NOT NULL CHECK (state IN ('BUILDING', 'ACTIVE')),
    created_at timestamptz NOT NULL
);
GRANT SELECT ON knowledge.embedding_space TO cloister_app;

-- Apart from the texts, so that comparing many reads little. One partition for each space, with an index of its own.
CREATE TABLE knowledge.chunk_vector (
    chunk_id      uuid NOT NULL REFERENCES knowledge.chunk (id) ON DELETE CASCADE,
    space         integer NOT NULL,
    collection_id uuid NOT NULL,
    department_id uuid NOT NULL,
    embedding     halfvec NOT NULL,
    PRIMARY KEY (chunk_id, space)
) PARTITION BY LIST (space);
CREATE INDEX chunk_vector_by_collection ON knowledge.chunk_vector (collection_id);

-- The table owns its partitions, so nobody reads one but through it and its policies.
CREATE FUNCTION knowledge.add_space(model uuid, width integer, share double precision, how text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp
    AS $$
    DECLARE
        created integer;
        partition text;
    BEGIN
        INSERT INTO knowledge.embedding_space (model_id, dimensions, weight, state, created_at)
        VALUES (model, width, share, how, now())
        RETURNING id INTO created;
        partition := 'chunk_vector_' || created;
        EXECUTE format('CREATE TABLE knowledge.%I PARTITION OF knowledge.chunk_vector
            (CHECK (vector_dims(embedding) = %s)) FOR VALUES IN (%s)', partition, width, created);
        -- Nobody comes in by this door, whoever owns it.
        EXECUTE format('ALTER TABLE knowledge.%1$I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', partition);
        -- Kept in the row, so that an exact scan reads no second table.
        EXECUTE format('ALTER TABLE knowledge.%I ALTER COLUMN embedding SET STORAGE PLAIN', partition);
        EXECUTE format('CREATE INDEX %I ON knowledge.%I USING hnsw ((embedding::halfvec(%s)) halfvec_cosine_ops)',
            partition || '_nearest', partition, width);
        RETURN created;
    END
    $$;
REVOKE EXECUTE ON FUNCTION knowledge.add_space(uuid, integer, double precision, text) FROM PUBLIC;

-- pgvector before 0.8.2 may write past its memory when several processes build this kind of index.
SET max_parallel_maintenance_workers = 0;
-- The models that are part of the program: bge-small-en-v1.5, and all-minilm-l6-v2 beside it.
SELECT knowledge.add_space('da301251-6e3c-353d-8a93-c79b8d3ea204', 384, 0.45, 'ACTIVE');
SELECT knowledge.add_space('9ff353b2-16f4-3a84-8021-621bd181671a', 384, 0.2, 'ACTIVE');
-- For this statement the owner sees the passages that are there already.
ALTER TABLE knowledge.chunk NO FORCE ROW LEVEL SECURITY;
INSERT INTO knowledge.chunk_vector (chunk_id, space, collection_id, department_id, embedding)
SELECT c.id, s.id, c.collection_id, c.department_id, c.embedding::halfvec
FROM knowledge.chunk c, knowledge.embedding_space s
WHERE s.model_id = 'da301251-6e3c-353d-8a93-c79b8d3ea204';
ALTER TABLE knowledge.chunk FORCE ROW LEVEL SECURITY;
RESET max_parallel_maintenance_workers;

ALTER TABLE knowledge.chunk DROP COLUMN embedding, DROP COLUMN terms;

-- The index of words: for each collection the files that Lucene wrote, unchangeable, in parts of limited size. The head
-- names the state that was committed last; whoever writes holds its lock, so writers of one collection take turns.
CREATE TABLE knowledge.word_index (
    collection_id uuid PRIMARY KEY,
    department_id uuid NOT NULL,
    state         uuid NOT NULL, -- another one after each change
    FOREIGN KEY (collection_id, department_id) REFERENCES knowledge.collection (id, department_id) ON DELETE CASCADE
);
CREATE TABLE knowledge.word_index_file (
    id            uuid PRIMARY KEY,
    collection_id uuid NOT NULL REFERENCES knowledge.word_index ON DELETE CASCADE,
    department_id uuid NOT NULL,
    name          text NOT NULL,
    length        bigint NOT NULL,
    UNIQUE (collection_id, name)
);
CREATE TABLE knowledge.word_index_part (
    file_id       uuid NOT NULL REFERENCES knowledge.word_index_file ON DELETE CASCADE,
    collection_id uuid NOT NULL,
    department_id uuid NOT NULL,
    ordinal       integer NOT NULL,
    content       bytea NOT NULL,
    PRIMARY KEY (file_id, ordinal)
);
ALTER TABLE knowledge.word_index_part ALTER COLUMN content SET STORAGE EXTERNAL;

-- Short forms of a department and what they stand for: a question with one is searched with the other as well.
CREATE TABLE knowledge.abbreviation (
    department_id uuid NOT NULL,
    short_form    text NOT NULL CHECK (length(short_form) BETWEEN 1 AND 40),
    long_form     text NOT NULL CHECK (length(long_form) BETWEEN 1 AND 200),
    PRIMARY KEY (department_id, short_form, long_form)
);

GRANT SELECT, INSERT, DELETE ON knowledge.chunk_vector, knowledge.word_index_file, knowledge.word_index_part,
    knowledge.abbreviation TO cloister_app;
GRANT SELECT, INSERT, UPDATE ON knowledge.word_index TO cloister_app;

ALTER TABLE knowledge.chunk_vector ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.chunk_vector FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.word_index ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.word_index FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.word_index_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.word_index_file FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.word_index_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.word_index_part FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.abbreviation ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.abbreviation FORCE ROW LEVEL SECURITY;

DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY['chunk_vector', 'word_index', 'word_index_file', 'word_index_part'] LOOP
        EXECUTE format('CREATE POLICY granted ON knowledge.%I FOR SELECT TO cloister_app
            USING (collection_id IN (SELECT knowledge.readable_collections()))', guarded);
        EXECUTE format('CREATE POLICY kept_up ON knowledge.%I FOR SELECT TO cloister_app
            USING (department_id IN (SELECT access.managed_departments()))', guarded);
        EXECUTE format('CREATE POLICY managed_insert ON knowledge.%I FOR INSERT TO cloister_app
            WITH CHECK (department_id IN (SELECT access.managed_departments()))', guarded);
        EXECUTE format('CREATE POLICY managed_delete ON knowledge.%I FOR DELETE TO cloister_app
            USING (department_id IN (SELECT access.managed_departments()))', guarded);
    END LOOP;
END
$$;
CREATE POLICY managed_update ON knowledge.word_index FOR UPDATE TO cloister_app
    USING (department_id IN (SELECT access.managed_departments()))
    WITH CHECK (department_id IN (SELECT access.managed_departments()));

CREATE POLICY own_department ON knowledge.abbreviation FOR SELECT TO cloister_app
    USING (department_id = (SELECT access.own_department()));
CREATE POLICY managed_insert ON knowledge.abbreviation FOR INSERT TO cloister_app
    WITH CHECK (department_id IN (SELECT access.managed_departments()));
CREATE POLICY managed_delete ON knowledge.abbreviation FOR DELETE TO cloister_app
    USING (department_id IN (SELECT access.managed_departments()));
