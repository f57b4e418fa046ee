-- Files that tests made beside their results: what is known of each; the bytes are in the archive.

CREATE TABLE IF NOT EXISTS artifact (
    artifact_id BINARY(16)   NOT NULL,
    result_id   BINARY(16)   NOT NULL,
    probe       VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    target      VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name        VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the file',
    media_type  VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state       VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL
                COMMENT 'arriving, complete, incomplete or damaged',
    note        TEXT         NOT NULL COMMENT 'why it is not complete',
    chunks      INT          NOT NULL,
    total_bytes BIGINT       NOT NULL,
    sha256      CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'as the probe says',
    object_key  VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'where it stands once complete',
    part        INT          NOT NULL COMMENT 'partition of the topic',
    appended_at DATETIME(6)  NOT NULL COMMENT 'of the first chunk; retention goes by it',
    ended_at    DATETIME(6)  COMMENT 'when it stopped arriving',
    PRIMARY KEY (artifact_id),
    KEY artifact_result (result_id),
    KEY artifact_state (state, part, appended_at),
    KEY artifact_appended (appended_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
