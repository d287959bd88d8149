-- An answer that says that nothing answers is told from one that does, also when it is read again.
ALTER TABLE chat.message DROP CONSTRAINT message_state_check;
ALTER TABLE chat.message ADD CONSTRAINT message_state_check
    CHECK (state IN ('COMPLETE', 'UNANSWERED', 'STOPPED', 'FAILED'));
