-- What documents say besides the things themselves, which stand in the tables of their kinds: which
-- belong together, and checks, which are on no topic but within the schedules that name them.

CREATE TABLE IF NOT EXISTS document (
    kind   VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'Target, Check, ...',
    name   VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    labels TEXT         NOT NULL COMMENT 'JSON object of texts',
    body   MEDIUMTEXT   COMMENT 'the check as in a schedule on the topic; null: of other kinds',
    PRIMARY KEY (kind, name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
