-- Who may ask for what, written by query-api: accounts, their sessions and tokens, failed sign-ins,
-- and who changed what.

CREATE TABLE IF NOT EXISTS account (
    name          VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'argon2id with its parameters',
    must_change   BOOLEAN      NOT NULL COMMENT 'the password at the next sign-in',
    role          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'viewer, maintainer or admin',
    scope         TEXT         NOT NULL COMMENT 'JSON: sites and tags of probes',
    disabled      BOOLEAN      NOT NULL,
    version       BIGINT       NOT NULL,
    created_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS credential (
    credential_id BINARY(16)   NOT NULL,
    kind          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'session or token',
    secret_hash   BINARY(32)   NOT NULL COMMENT 'SHA-256 of 32 random bytes as they are sent',
    account       VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin COMMENT 'null: a token that belongs to nobody',
    name          VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of a token; empty for sessions',
    role          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'at most; that of the account bounds it',
    scope         TEXT         NOT NULL COMMENT 'JSON, within that of the account',
    source        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'address that made it',
    created_at    DATETIME(6)  NOT NULL,
    seen_at       DATETIME(6)  NOT NULL COMMENT 'last use, to some minutes',
    expires_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (credential_id),
    UNIQUE KEY credential_secret (secret_hash),
    KEY credential_account (account),
    KEY credential_expires (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS failed_sign_in (
    subject  BINARY(32)  NOT NULL COMMENT 'SHA-256 of the account, the source, or both',
    failures INT         NOT NULL COMMENT 'in a row, the running attempt included',
    last_at  DATETIME(6) NOT NULL,
    PRIMARY KEY (subject),
    KEY failed_sign_in_last (last_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE IF NOT EXISTS audit (
    audit_id   BINARY(16)   NOT NULL,
    at         DATETIME(6)  NOT NULL,
    who        VARCHAR(160) COLLATE utf8mb4_bin NOT NULL,
    via        VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'session, token, operator or system',
    source     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'address of the caller',
    action     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'such as threshold.put',
    subject    VARCHAR(512) COLLATE utf8mb4_bin NOT NULL COMMENT 'id of what was changed',
    before_doc MEDIUMTEXT   COMMENT 'JSON, null where there was nothing',
    after_doc  MEDIUMTEXT   COMMENT 'JSON, null where there is nothing any more',
    PRIMARY KEY (audit_id),
    KEY audit_at (at, audit_id),
    KEY audit_who (who, at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
