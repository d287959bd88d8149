-- Keys by which programs act for a person. Of the key itself only a keyed hash is here, whose key is not in the database.
CREATE TABLE access.api_key (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES access.person ON DELETE CASCADE,
    department_id uuid NOT NULL REFERENCES access.department,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    key_hash bytea NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    scopes text[] NOT NULL CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY ['models:read', 'chat', 'embeddings']),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days'),
    last_used_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX api_key_by_person ON access.api_key (person_id, created_at DESC);

ALTER TABLE access.api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.api_key FORCE ROW LEVEL SECURITY;
-- Everybody sees and revokes their own; administrators those of all, but nobody makes one for somebody else.
CREATE POLICY visible_keys ON access.api_key FOR SELECT
    USING (person_id = public.current_actor() OR access.has_role('ADMIN'));
CREATE POLICY own_new_keys ON access.api_key FOR INSERT
    WITH CHECK (person_id = public.current_actor());
CREATE POLICY revocable_keys ON access.api_key FOR UPDATE
    USING (person_id = public.current_actor() OR access.has_role('ADMIN'));
-- The functions below work as the owner of the tables, for whoever presents a key has not signed in yet.
CREATE POLICY check_of_keys ON access.api_key TO CURRENT_USER USING (true) WITH CHECK (true);

GRANT SELECT (id, person_id, department_id, name, scopes, created_at, expires_at, last_used_at, revoked_at)
    ON access.api_key TO cloister_app;
GRANT INSERT ON access.api_key TO cloister_app;
GRANT UPDATE (revoked_at) ON access.api_key TO cloister_app;

-- The key of a hash with its owner as they are now; nothing is kept from an earlier look.
CREATE FUNCTION access.api_key_of(hash bytea)
    RETURNS TABLE (id uuid, key_hash bytea, scopes text[], expires_at timestamptz, last_used_at timestamptz,
                   revoked boolean, person_id uuid, active boolean, department_id uuid, moved boolean, roles text[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = access, pg_temp
    AS $$
        SELECT k.id, k.key_hash, k.scopes, k.expires_at, k.last_used_at, k.revoked_at IS NOT NULL,
               p.id, p.active, p.department_id, p.department_id <> k.department_id,
               ARRAY (SELECT r.role FROM access.person_role r WHERE r.person_id = p.id)
        FROM access.api_key k
        JOIN access.person p ON p.id = k.person_id
        WHERE k.key_hash = hash
    $$;

CREATE FUNCTION access.note_use_of_api_key(key uuid, at timestamptz) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = access, pg_temp
    AS $$ UPDATE access.api_key SET last_used_at = at WHERE id = key $$;

REVOKE EXECUTE ON FUNCTION access.api_key_of(bytea), access.note_use_of_api_key(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.api_key_of(bytea), access.note_use_of_api_key(uuid, timestamptz) TO cloister_app;
