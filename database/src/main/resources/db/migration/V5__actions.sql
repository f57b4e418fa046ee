-- What people did with incidents, and the ways by which incidents and run-events are asked for.

CREATE TABLE IF NOT EXISTS incident_action (
    action_id       BINARY(16)   NOT NULL,
    incident_id     BINARY(16)   NOT NULL COMMENT 'the action itself where it belongs to none',
    document        TEXT         NOT NULL COMMENT 'the action as on the topic',
    at              DATETIME(6)  NOT NULL,
    idempotency_key VARCHAR(255) COLLATE utf8mb4_bin,
    PRIMARY KEY (action_id),
    UNIQUE KEY incident_action_idempotency (idempotency_key),
    KEY incident_action_at (at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

ALTER TABLE run_event
    ADD INDEX IF NOT EXISTS run_event_probe (probe, at),
    ADD INDEX IF NOT EXISTS run_event_at (at);

ALTER TABLE incident
    ADD INDEX IF NOT EXISTS incident_subject (scope_subject, opened_at);
