-- What the operators want, written by query-api. A change and its row in outbox are one
-- transaction; a leased publisher takes the outbox to the topics, oldest id first.
-- version grows with each change of an id, also across its deletion: readers ignore older ones.

CREATE TABLE IF NOT EXISTS target (
    id      VARCHAR(128)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    address VARCHAR(2048) COLLATE utf8mb4_bin NOT NULL,
    owned   BOOLEAN       NOT NULL,
    labels  TEXT          NOT NULL COMMENT 'JSON object of texts',
    version BIGINT        NOT NULL,
    origin  VARCHAR(16)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'file or api: who declared it',
    deleted BOOLEAN       NOT NULL DEFAULT FALSE,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS probe (
    id      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    site    VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    enabled BOOLEAN      NOT NULL,
    labels  TEXT         NOT NULL COMMENT 'JSON object of texts',
    version BIGINT       NOT NULL,
    origin  VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'file or api: who declared it',
    deleted BOOLEAN      NOT NULL DEFAULT FALSE,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS schedule (
    id       VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    document MEDIUMTEXT   NOT NULL COMMENT 'the schedule as on the topic',
    version  BIGINT       NOT NULL,
    origin   VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'file or api: who declared it',
    deleted  BOOLEAN      NOT NULL DEFAULT FALSE,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS outbox (
    id         BINARY(16)   NOT NULL COMMENT 'UUID of version 7: sorts by time of writing',
    topic      VARCHAR(249) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    record_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value      MEDIUMTEXT COMMENT 'JSON as on the topic, null deletes the key there',
    created_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS test_run (
    run_id          BINARY(16)   NOT NULL,
    request         MEDIUMTEXT   NOT NULL COMMENT 'the request as on the topic',
    requested_at    DATETIME(6)  NOT NULL,
    expires_at      DATETIME(6)  NOT NULL,
    idempotency_key VARCHAR(255) COLLATE utf8mb4_bin,
    PRIMARY KEY (run_id),
    UNIQUE KEY test_run_idempotency (idempotency_key),
    KEY test_run_requested (requested_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
