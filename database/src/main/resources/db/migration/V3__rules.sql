-- What the operators call a breach, what shall not disturb them, and what lies before a target.
-- The plan of escalation of a schedule stands in schedule.document.

ALTER TABLE target
    ADD COLUMN IF NOT EXISTS depends_on TEXT COMMENT 'JSON list of target ids, null: none';

CREATE TABLE IF NOT EXISTS threshold (
    id       VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    document MEDIUMTEXT   NOT NULL COMMENT 'the threshold as on the topic',
    version  BIGINT       NOT NULL,
    origin   VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'file or api: who declared it',
    deleted  BOOLEAN      NOT NULL DEFAULT FALSE,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS silence (
    id       VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    document MEDIUMTEXT   NOT NULL COMMENT 'the silence as on the topic',
    version  BIGINT       NOT NULL,
    origin   VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'file or api: who declared it',
    deleted  BOOLEAN      NOT NULL DEFAULT FALSE,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
