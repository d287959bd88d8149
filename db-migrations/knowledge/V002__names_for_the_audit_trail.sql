-- The trail knows ids only. These answer with names, to those who read the trail or grant collections, and show
-- nothing else of a document. They work as the owner, to whom row-level security applies as well.
CREATE POLICY named_by_functions ON knowledge.collection FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY named_by_functions ON knowledge.document FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION knowledge.collection_names(wanted uuid[]) RETURNS TABLE (id uuid, name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS $$
        SELECT c.id, c.name
        FROM knowledge.collection c
        WHERE c.id = ANY (wanted)
          AND (access.has_role('COMPLIANCE_OFFICER') OR access.has_role('ADMIN'))
    $$;

CREATE FUNCTION knowledge.document_titles(wanted uuid[]) RETURNS TABLE (id uuid, title text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS $$
        SELECT d.id, d.title
        FROM knowledge.document d
        WHERE d.id = ANY (wanted)
          AND access.has_role('COMPLIANCE_OFFICER')
    $$;

REVOKE EXECUTE ON FUNCTION knowledge.collection_names(uuid[]), knowledge.document_titles(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge.collection_names(uuid[]), knowledge.document_titles(uuid[]) TO cloister_app;
