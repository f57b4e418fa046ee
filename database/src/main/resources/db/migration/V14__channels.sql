-- To whom incidents are told, as the operators want it, and what the notifier makes of it.

-- First: the notifier begins when its table below is there.
ALTER TABLE notification
    ADD COLUMN IF NOT EXISTS answer TEXT COMMENT 'what the receiver said when it took it';

CREATE TABLE IF NOT EXISTS channel (
    id       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    document MEDIUMTEXT  NOT NULL COMMENT 'the channel as on the topic; secrets by reference only',
    version  BIGINT      NOT NULL,
    origin   VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'file or api: who declared it',
    deleted  BOOLEAN     NOT NULL DEFAULT FALSE,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- Written by the notifier that sends: the channels that it has, those of its own file and command line too.
CREATE TABLE IF NOT EXISTS notifier_channel (
    name       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version    BIGINT      NOT NULL COMMENT 'of the channel that is in force; 0: the notifier''s own file declares it',
    problem    TEXT        NOT NULL COMMENT 'why nothing can be told by it, empty: nothing is known to be wrong',
    updated_at DATETIME(6) NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
