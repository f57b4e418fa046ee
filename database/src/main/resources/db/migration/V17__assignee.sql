-- Who is to look after an incident.

ALTER TABLE incident
    ADD COLUMN IF NOT EXISTS assignee VARCHAR(128) COLLATE utf8mb4_bin COMMENT 'name of an account; null: nobody is'
        AFTER acknowledged_by;

ALTER TABLE incident
    ADD INDEX IF NOT EXISTS incident_assignee (assignee, opened_at, incident_id);
