-- What the licence server last said, and what of it stands on the topic. One row, written by the query-api that holds
-- the lease `license`.

CREATE TABLE IF NOT EXISTS license (
    id            TINYINT      NOT NULL COMMENT 'always 1',
    asked_of      BINARY(32)   COMMENT 'SHA-256 of server, product and key; null: nobody was ever asked',
    asked_at      DATETIME(6),
    away          VARCHAR(1024) COLLATE utf8mb4_bin COMMENT 'why there was no answer then; null: there was one',
    held_at       DATETIME(6)  COMMENT 'when the server last said that the licence holds',
    problem       VARCHAR(1024) COLLATE utf8mb4_bin NOT NULL COMMENT 'why it does not hold; empty: it does',
    customer      VARCHAR(256) COLLATE utf8mb4_bin NOT NULL,
    tier          VARCHAR(256) COLLATE utf8mb4_bin NOT NULL,
    server_id     VARCHAR(256) COLLATE utf8mb4_bin NOT NULL COMMENT 'by which the server knows this installation',
    expires_at    DATETIME(6)  COMMENT 'null: it has no end',
    features      TEXT         NOT NULL COMMENT 'JSON object: whether the licence has each',
    kept_alive_at DATETIME(6),
    withheld      TEXT         NOT NULL COMMENT 'JSON object as on the topic: features and why',
    version       BIGINT       NOT NULL COMMENT 'of what is on the topic',
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

INSERT IGNORE INTO license (id, problem, customer, tier, server_id, features, withheld, version)
VALUES (1, '', '', '', '', '{}', '{}', 0);
