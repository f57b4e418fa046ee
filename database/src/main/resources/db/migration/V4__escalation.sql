-- What was decided about paths, and what it came to. Times are UTC with microseconds; names of
-- kinds, steps and states are those of the topics.

-- One row for each decision.
CREATE TABLE IF NOT EXISTS escalation (
    escalation_id BINARY(16)   NOT NULL COMMENT 'follows from the path, the step and what set it off',
    at            DATETIME(6)  NOT NULL COMMENT 'by the clock of the broker',
    probe         VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    site          VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the probe',
    target        VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    step          VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_state    VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    to_state      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    tier          TINYINT      NOT NULL,
    rule          VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin COMMENT 'null, as the next four, where no number decided',
    rule_version  BIGINT,
    metric        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin,
    value         DOUBLE,
    bound         DOUBLE,
    result_id     BINARY(16)   COMMENT 'that set it off, null where a time did',
    reason        TEXT         NOT NULL COMMENT 'why not, empty where nothing was suppressed',
    document      MEDIUMTEXT   NOT NULL COMMENT 'the decision exactly as on the topic',
    PRIMARY KEY (escalation_id),
    KEY escalation_path (probe, target, at, escalation_id),
    KEY escalation_target (target, at, escalation_id),
    KEY escalation_at (at, escalation_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- One row for each incident, at its highest revision.
CREATE TABLE IF NOT EXISTS incident (
    incident_id     BINARY(16)   NOT NULL,
    revision        BIGINT       NOT NULL COMMENT 'only a higher one replaces the row',
    state           VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opened_at       DATETIME(6)  NOT NULL,
    updated_at      DATETIME(6)  NOT NULL,
    closed_at       DATETIME(6)  COMMENT 'null until then; retention goes by it',
    scope_kind      VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    scope_subject   VARCHAR(512) COLLATE utf8mb4_bin NOT NULL COMMENT 'target, probe or site; for a path probe → target',
    severity        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    members         INT          NOT NULL COMMENT 'how many paths',
    acknowledged_by TEXT         COMMENT 'null where nobody has',
    sentence        TEXT         NOT NULL COMMENT 'in words with numbers',
    document        MEDIUMTEXT   NOT NULL COMMENT 'the incident exactly as on the topic',
    PRIMARY KEY (incident_id),
    KEY incident_state (state, opened_at, incident_id),
    KEY incident_opened (opened_at, incident_id),
    KEY incident_closed (closed_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- The paths that are broken by an incident, or were.
CREATE TABLE IF NOT EXISTS incident_member (
    incident_id BINARY(16)   NOT NULL,
    probe       VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (incident_id, probe, target),
    KEY incident_member_path (probe, target, incident_id),
    KEY incident_member_target (target, incident_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What a series did in a minute of its due times. A minute has one part, and another one for what
-- came late; the parts of a minute add up. A day is a partition, which comes and goes with
-- DayPartitions; the one below only keeps the table from having none.
CREATE TABLE IF NOT EXISTS rollup_1m (
    series_id  BIGINT      NOT NULL,
    start_at   DATETIME(6) NOT NULL COMMENT 'of the minute',
    part       BINARY(16)  NOT NULL COMMENT 'id of its first result',
    tier       TINYINT     NOT NULL,
    results    INT         NOT NULL COMMENT 'only a part with more of them replaces the row',
    answered   INT         NOT NULL COMMENT 'of the results: measured something',
    failed     INT         NOT NULL COMMENT 'of the results: asked and got no answer',
    sent       BIGINT      NOT NULL COMMENT 'packets, 0 for tests without',
    received   BIGINT      NOT NULL,
    metric     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the six values; its name ends with their unit',
    min_value  DOUBLE      COMMENT 'null, as the next five, where nothing was measured',
    mean_value DOUBLE,
    max_value  DOUBLE,
    p50_value  DOUBLE,
    p95_value  DOUBLE,
    p99_value  DOUBLE,
    sketch     BLOB        COMMENT 'DDSketch in the protobuf form of DataDog, null where nothing was measured',
    PRIMARY KEY (series_id, start_at, part)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
PARTITION BY RANGE COLUMNS (start_at) (
    PARTITION never VALUES LESS THAN ('1970-01-01')
);

-- The same of an hour. So few rows that they are deleted and need no partitions.
CREATE TABLE IF NOT EXISTS rollup_1h (
    series_id  BIGINT      NOT NULL,
    start_at   DATETIME(6) NOT NULL COMMENT 'of the hour',
    part       BINARY(16)  NOT NULL COMMENT 'id of its first result',
    tier       TINYINT     NOT NULL,
    results    INT         NOT NULL COMMENT 'only a part with more of them replaces the row',
    answered   INT         NOT NULL COMMENT 'of the results: measured something',
    failed     INT         NOT NULL COMMENT 'of the results: asked and got no answer',
    sent       BIGINT      NOT NULL COMMENT 'packets, 0 for tests without',
    received   BIGINT      NOT NULL,
    metric     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the six values; its name ends with their unit',
    min_value  DOUBLE      COMMENT 'null, as the next five, where nothing was measured',
    mean_value DOUBLE,
    max_value  DOUBLE,
    p50_value  DOUBLE,
    p95_value  DOUBLE,
    p99_value  DOUBLE,
    sketch     BLOB        COMMENT 'DDSketch in the protobuf form of DataDog, null where nothing was measured',
    PRIMARY KEY (series_id, start_at, part),
    KEY rollup_1h_start (start_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Why something did not run: what it was about, where the event says it.
ALTER TABLE run_event
    ADD COLUMN IF NOT EXISTS target      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin COMMENT 'null, as what follows, where the run or the command says it',
    ADD COLUMN IF NOT EXISTS check_name  VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin,
    ADD COLUMN IF NOT EXISTS tier        TINYINT,
    ADD COLUMN IF NOT EXISTS schedule    VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin COMMENT 'null where no schedule ordered it',
    ADD COLUMN IF NOT EXISTS due_at      DATETIME(6),
    ADD COLUMN IF NOT EXISTS incident_id BINARY(16) COMMENT 'that stands for what was suppressed';

ALTER TABLE run_event
    ADD INDEX IF NOT EXISTS run_event_path (probe, target, at),
    ADD INDEX IF NOT EXISTS run_event_target (target, at),
    ADD INDEX IF NOT EXISTS run_event_schedule (schedule, at),
    ADD INDEX IF NOT EXISTS run_event_kind (kind, at);
