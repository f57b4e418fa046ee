-- Where probes and targets stand, where somebody has stated it. Sites are documents (V12).

ALTER TABLE probe
    ADD COLUMN IF NOT EXISTS location TEXT COMMENT 'as on the topic; null: that of its site';

ALTER TABLE target
    ADD COLUMN IF NOT EXISTS location TEXT COMMENT 'as on the topic; null: not stated';
