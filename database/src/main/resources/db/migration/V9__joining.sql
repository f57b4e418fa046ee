-- How probes on other machines join: tokens that somebody pastes, and who has joined.

-- A token, known by the hash of its secret only.
CREATE TABLE IF NOT EXISTS probe_enrolment (
    id           BINARY(16)   NOT NULL,
    secret_hash  CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256 of the secret',
    probe        VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the id that it gives',
    document     TEXT         NOT NULL COMMENT 'the probe as it will be',
    created_at   DATETIME(6)  NOT NULL,
    expires_at   DATETIME(6)  NOT NULL,
    used_at      DATETIME(6)  COMMENT 'null: not yet',
    request_hash CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin COMMENT 'SHA-256 of what the probe sent: the same again is answered again',
    PRIMARY KEY (id),
    UNIQUE KEY probe_enrolment_secret (secret_hash),
    KEY probe_enrolment_probe (probe),
    KEY probe_enrolment_expires (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- What a probe is known by. Its password is Kafka's alone.
CREATE TABLE IF NOT EXISTS probe_identity (
    probe      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    host       VARCHAR(255) NOT NULL COMMENT 'the name of its machine, as it says',
    document   TEXT         NOT NULL COMMENT 'its keys as on the topic, secrets among them',
    version    BIGINT       NOT NULL COMMENT 'of its keys',
    joined_at  DATETIME(6)  NOT NULL,
    rotated_at DATETIME(6)  NOT NULL COMMENT 'since when the newest key and password hold',
    revoked_at DATETIME(6),
    PRIMARY KEY (probe)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
