#!/bin/sh
# The portal's login: a member of the role that owns nothing.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$CLOISTER_PORTAL_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
CREATE EXTENSION IF NOT EXISTS vector;
CREATE ROLE cloister_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
CREATE ROLE cloister_portal LOGIN PASSWORD :'password' IN ROLE cloister_app;
SQL
