-- People whom a provider of OpenID Connect knows, and what their sessions hold of it; written by query-api.

ALTER TABLE account
    ADD COLUMN IF NOT EXISTS issuer  VARCHAR(512) CHARACTER SET ascii COLLATE ascii_bin COMMENT 'null, as the subject: signs in by a password here',
    ADD COLUMN IF NOT EXISTS subject VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin COMMENT 'who they are to the issuer, for ever';

ALTER TABLE account
    ADD UNIQUE INDEX IF NOT EXISTS account_external (issuer, subject);

ALTER TABLE credential
    ADD COLUMN IF NOT EXISTS confirm_at      DATETIME(6) COMMENT 'then the provider is asked whether the session holds; null: a session of ours alone',
    ADD COLUMN IF NOT EXISTS confirmed_at    DATETIME(6) COMMENT 'when it said so last',
    ADD COLUMN IF NOT EXISTS provider_tokens MEDIUMBLOB  COMMENT 'sealed by the secret of the session, which is not stored';
