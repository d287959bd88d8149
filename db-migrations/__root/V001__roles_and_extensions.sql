-- The role under which the portal works. It owns nothing: what it may do in each schema is granted there, and
-- row-level security applies to it always. Logins are members of it (see infra/).
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cloister_app') THEN
        CREATE ROLE cloister_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
        -- An installation with a single login works under the role too.
        EXECUTE format('GRANT cloister_app TO %I', current_user);
    END IF;
EXCEPTION
    WHEN duplicate_object THEN NULL;
    WHEN unique_violation THEN NULL; -- another database of the same cluster was quicker
END
$$;

CREATE EXTENSION IF NOT EXISTS vector;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO cloister_app;

-- On whose behalf a transaction works; set at its start, gone at its end. Null where nobody has signed in: after a
-- transaction the setting reads back as an empty text, not as null.
CREATE FUNCTION public.current_actor() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('cloister.actor', true), '')::uuid;
