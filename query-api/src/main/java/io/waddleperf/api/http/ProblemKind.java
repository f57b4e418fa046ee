package io.waddleperf.api.http;

/// The kinds of errors that callers can tell apart by `type`.
public enum ProblemKind {
    BAD_REQUEST("bad-request", 400, "The request is not valid"),
    UNKNOWN_FIELD("unknown-field", 400, "The request has a field that is not known"),
    UNAUTHENTICATED("unauthenticated", 401, "Sign in first"),
    SIGN_IN_FAILED("sign-in-failed", 401, "Signing in failed"),
    FORBIDDEN("forbidden", 403, "This is not allowed to you"),
    PASSWORD_CHANGE("password-change-required", 403, "The password must be changed first"),
    FORBIDDEN_HOST("forbidden-host", 403, "Only requests from this machine are answered"),
    TOKEN_REFUSED("token-refused", 403, "This token lets nobody in"),
    NOT_FOUND("not-found", 404, "There is no such thing"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This cannot be done here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "The answer does not come in this format"),
    CONFLICT("conflict", 409, "This cannot be done as things are"),
    GONE("gone", 410, "It is not there any more"),
    PRECONDITION_FAILED("precondition-failed", 412, "It is not what the request expects it to be"),
    TOO_LARGE("too-large", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The request must be application/json"),
    KEY_REUSED("idempotency-key-reused", 422, "This Idempotency-Key belongs to another request"),
    TOO_MANY("too-many-requests", 429, "Too many requests"),
    INTERNAL("internal", 500, "WaddlePerf failed"),
    BUSY("busy", 503, "Too many at once"),
    DATABASE_AWAY("database-away", 503, "The database does not answer"),
    KAFKA_AWAY("kafka-away", 503, "Kafka does not answer"),
    ARCHIVE_AWAY("archive-away", 503, "The archive cannot be used"),
    PROVIDER_AWAY("provider-away", 503, "The sign-in provider does not answer"),
    RESPONDER_AWAY("responder-away", 503, "The responder for speed tests does not answer");

    private final String slug;
    private final int status;
    private final String title;

    ProblemKind(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String type() {
        return "https://waddleperf.io/problems/" + slug;
    }
}
