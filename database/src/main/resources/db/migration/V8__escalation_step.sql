-- The newest decisions of one kind of step are a range of an index, and need no look at all the others.
ALTER TABLE escalation
    ADD INDEX IF NOT EXISTS escalation_step (step, at, escalation_id);
