CREATE SCHEMA access;
GRANT USAGE ON SCHEMA access TO cloister_app;

CREATE TABLE access.department (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100)
);

CREATE TABLE access.person (
    id uuid PRIMARY KEY,
    username text NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    password text NOT NULL,
    department_id uuid NOT NULL REFERENCES access.department,
    active boolean NOT NULL DEFAULT true
);

CREATE TABLE access.person_role (
    person_id uuid NOT NULL REFERENCES access.person ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('EMPLOYEE', 'DEPARTMENT_MANAGER', 'ADMIN', 'COMPLIANCE_OFFICER')),
    PRIMARY KEY (person_id, role)
);

-- Nothing is permitted that does not stand here.
CREATE TABLE access.grant_entry (
    resource_kind text NOT NULL CHECK (resource_kind IN ('MODEL', 'COLLECTION')),
    resource_id uuid NOT NULL,
    grantee_kind text NOT NULL CHECK (grantee_kind IN ('DEPARTMENT', 'PERSON')),
    grantee_id uuid NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (resource_kind, resource_id, grantee_kind, grantee_id)
);
CREATE INDEX grant_entry_by_grantee ON access.grant_entry (grantee_id, resource_kind);

GRANT SELECT, INSERT, UPDATE ON access.department, access.person TO cloister_app;
GRANT SELECT, INSERT, DELETE ON access.person_role, access.grant_entry TO cloister_app;

-- The decision, in one place: the portal asks it, and row-level security of other schemas asks it too.
CREATE FUNCTION access.granted_to(person uuid, kind text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = access, pg_temp
    AS $$
        SELECT g.resource_id
        FROM access.grant_entry g
        JOIN access.person p ON p.id = person AND p.active
        WHERE g.resource_kind = kind
          AND (g.grantee_kind = 'PERSON' AND g.grantee_id = p.id
            OR g.grantee_kind = 'DEPARTMENT' AND g.grantee_id = p.department_id)
    $$;

CREATE FUNCTION access.granted_resources(kind text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = access, pg_temp
    AS $$ SELECT access.granted_to(public.current_actor(), kind) $$;

CREATE FUNCTION access.has_role(wanted text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = access, pg_temp
    AS $$
        SELECT EXISTS (
            SELECT FROM access.person p
            JOIN access.person_role r ON r.person_id = p.id
            WHERE p.id = public.current_actor() AND p.active AND r.role = wanted)
    $$;

CREATE FUNCTION access.managed_departments() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = access, pg_temp
    AS $$
        SELECT p.department_id
        FROM access.person p
        JOIN access.person_role r ON r.person_id = p.id AND r.role = 'DEPARTMENT_MANAGER'
        WHERE p.id = public.current_actor() AND p.active
    $$;
