-- Whoever changes what names what (a schedule its targets, a target those before it) looks whether all of that is there.
-- Two at the same time would each see how it was before the other. So each changes this row first: on one node the
-- second waits for it, of two nodes' transactions one is turned away and run again.

CREATE TABLE IF NOT EXISTS configuration_turn (
    id    TINYINT NOT NULL COMMENT 'always 1',
    turns BIGINT  NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

INSERT IGNORE INTO configuration_turn (id, turns) VALUES (1, 0);
