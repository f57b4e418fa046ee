-- Who was told what of incidents, and what the notifier knows of each.

-- One row for each transition of an incident and channel. The key follows from the news, so that
-- what is worked out again meets its own row.
CREATE TABLE IF NOT EXISTS notification (
    dedup_key       VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
                    COMMENT 'incident/transition/occurrence/channel',
    incident_id     BINARY(16)   NOT NULL,
    revision        BIGINT       NOT NULL COMMENT 'of the incident',
    transition      VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    occurrence      BIGINT       NOT NULL COMMENT 'which of several',
    channel         VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    group_id        BINARY(16)   NOT NULL COMMENT 'hash of group_key',
    group_key       TEXT         NOT NULL COMMENT 'what stands together in a message',
    state           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL
                    COMMENT 'pending, sent, failed or silenced',
    attempts        INT          NOT NULL DEFAULT 0,
    next_attempt_at DATETIME(6)  NOT NULL,
    claimed_by      VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin
                    COMMENT 'the process that sends it now, and its message',
    last_error      TEXT         NOT NULL,
    created_at      DATETIME(6)  NOT NULL,
    sent_at         DATETIME(6),
    document        MEDIUMTEXT   NOT NULL COMMENT 'the incident as it stood, shortened',
    PRIMARY KEY (dedup_key),
    KEY notification_due (state, channel, next_attempt_at),
    KEY notification_group (channel, group_id, state, sent_at),
    KEY notification_incident (incident_id, channel),
    KEY notification_created (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What the notifier knows of each incident, and what people believe of it (told_ columns; null
-- where nothing was told yet).
CREATE TABLE IF NOT EXISTS notified_incident (
    incident_id       BINARY(16)  NOT NULL,
    revision          BIGINT      NOT NULL,
    state             VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    told_state        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin,
    told_severity     INT,
    told_width        INT,
    told_broken       INT,
    told_acknowledged BOOLEAN,
    updated_at        DATETIME(6) NOT NULL,
    document          MEDIUMTEXT  NOT NULL COMMENT 'the newest revision, shortened',
    PRIMARY KEY (incident_id),
    KEY notified_incident_state (state),
    KEY notified_incident_updated (updated_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
