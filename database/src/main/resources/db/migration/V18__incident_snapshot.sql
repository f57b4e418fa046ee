-- Links that show an incident as it was to whoever has them, until they expire.

CREATE TABLE IF NOT EXISTS incident_snapshot (
    snapshot_id BINARY(16)   NOT NULL,
    incident_id BINARY(16)   NOT NULL,
    token_hash  BINARY(32)   NOT NULL COMMENT 'SHA-256 of the token in the link, which is kept nowhere',
    revision    BIGINT       NOT NULL COMMENT 'of the incident',
    made_by     VARCHAR(128) COLLATE utf8mb4_bin NOT NULL,
    made_at     DATETIME(6)  NOT NULL,
    expires_at  DATETIME(6)  NOT NULL,
    document    MEDIUMTEXT   NOT NULL COMMENT 'the incident as it was',
    results     MEDIUMTEXT   NOT NULL COMMENT 'JSON array: those that its chain names, as they were',
    PRIMARY KEY (snapshot_id),
    UNIQUE KEY incident_snapshot_token (token_hash),
    KEY incident_snapshot_incident (incident_id, made_at),
    KEY incident_snapshot_expires (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
