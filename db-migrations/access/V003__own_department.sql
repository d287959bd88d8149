-- The department of whoever acts, for rows that belong to a department and are read by its people.
CREATE FUNCTION access.own_department() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = access, pg_temp
    AS $$ SELECT p.department_id FROM access.person p WHERE p.id = public.current_actor() AND p.active $$;
