-- What is measured. Times are UTC with microseconds; columns that end in _us are microseconds.
-- Names of probes, targets and checks are ASCII by contract and compared byte by byte.

-- The dimension of result: one row for each probe, target, check and address family.
CREATE TABLE IF NOT EXISTS series (
    series_id  BIGINT       NOT NULL COMMENT 'Ids.series of the four names',
    probe      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target     VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    check_name VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    family     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    test       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the newest result',
    first_seen DATETIME(6)  NOT NULL COMMENT 'due time of the first stored result',
    PRIMARY KEY (series_id),
    UNIQUE KEY series_names (probe, target, check_name, family),
    KEY series_target (target)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- One row for each result. The key starts with the series, so that a chart reads neighbours, and
-- holds tier and day, because MariaDB wants the partitioning columns in every unique key; both
-- follow from the rest. Partitions of a tier and day come and go with ResultPartitions; the one
-- below only keeps the table from having none.
CREATE TABLE IF NOT EXISTS result (
    series_id        BIGINT      NOT NULL,
    due_at           DATETIME(6) NOT NULL COMMENT 'append time where time_adjusted',
    result_id        BINARY(16)  NOT NULL,
    tier             TINYINT     NOT NULL,
    day              DATE        NOT NULL COMMENT 'of due_at',
    started_at       DATETIME(6) NOT NULL COMMENT 'by the clock of the probe',
    duration_us      BIGINT      NOT NULL,
    outcome          TINYINT     NOT NULL COMMENT 'OutcomeCode',
    time_adjusted    BOOLEAN     NOT NULL DEFAULT FALSE,
    packets_sent     INT,
    packets_received INT,
    loss_ratio       DOUBLE,
    min_us           DOUBLE,
    mean_us          DOUBLE,
    p50_us           DOUBLE,
    p95_us           DOUBLE,
    max_us           DOUBLE,
    jitter_us        DOUBLE,
    value_us         DOUBLE COMMENT 'headline metric of the test',
    document         MEDIUMTEXT  NOT NULL COMMENT 'the result exactly as on the topic',
    PRIMARY KEY (series_id, due_at, result_id, tier, day),
    KEY result_due (due_at, result_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
PARTITION BY LIST COLUMNS (tier, day) (
    PARTITION never VALUES IN ((0, '1970-01-01'))
);

-- The newest result of each series, so that "how is everything" reads as many rows as there are
-- series. Written forward in time only.
CREATE TABLE IF NOT EXISTS series_latest (
    series_id   BIGINT      NOT NULL,
    due_at      DATETIME(6) NOT NULL,
    result_id   BINARY(16)  NOT NULL,
    outcome     TINYINT     NOT NULL COMMENT 'OutcomeCode',
    measured_at DATETIME(6) COMMENT 'due time of the newest measured result, null: never',
    document    MEDIUMTEXT  NOT NULL,
    PRIMARY KEY (series_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What happened to commands besides their results.
CREATE TABLE IF NOT EXISTS run_event (
    run_id     BINARY(16)   NOT NULL,
    event_id   BINARY(16)   NOT NULL COMMENT 'follows from what happened to whom',
    command_id BINARY(16),
    probe      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at         DATETIME(6)  NOT NULL COMMENT 'by the clock of the writer',
    detail     TEXT         NOT NULL,
    stored_at  DATETIME(6)  NOT NULL COMMENT 'append time; retention goes by it',
    PRIMARY KEY (run_id, event_id),
    KEY run_event_stored (stored_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
