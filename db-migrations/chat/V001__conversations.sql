CREATE SCHEMA chat;
GRANT USAGE ON SCHEMA chat TO cloister_app;

CREATE TABLE chat.conversation (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    title text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX conversation_by_person ON chat.conversation (person_id, updated_at DESC);

CREATE TABLE chat.message (
    id uuid PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES chat.conversation ON DELETE CASCADE,
    person_id uuid NOT NULL,
    role text NOT NULL CHECK (role IN ('USER', 'ASSISTANT')),
    text text NOT NULL,
    model text,
    state text NOT NULL CHECK (state IN ('COMPLETE', 'STOPPED', 'FAILED')),
    citations text NOT NULL DEFAULT '[]',
    created_at timestamptz NOT NULL
);
CREATE INDEX message_by_conversation ON chat.message (conversation_id, created_at);

-- A conversation is its owner's alone, whoever else may sign in here.
ALTER TABLE chat.conversation ENABLE ROW LEVEL SECURITY;
ALTER TABLE chat.conversation FORCE ROW LEVEL SECURITY;
CREATE POLICY own_conversations ON chat.conversation
    USING (person_id = public.current_actor()) WITH CHECK (person_id = public.current_actor());

ALTER TABLE chat.message ENABLE ROW LEVEL SECURITY;
ALTER TABLE chat.message FORCE ROW LEVEL SECURITY;
CREATE POLICY own_messages ON chat.message
    USING (person_id = public.current_actor()) WITH CHECK (person_id = public.current_actor());

GRANT SELECT, INSERT, UPDATE, DELETE ON chat.conversation, chat.message TO cloister_app;
