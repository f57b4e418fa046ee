package io.waddleperf.api.http;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A request that cannot be served, in the words for its caller.
public final class ProblemException extends RuntimeException {
    private final ProblemKind kind;
    private final List<FieldError> errors;
    private final long retryAfterS;

    private ProblemException(ProblemKind kind, String detail, List<FieldError> errors, Throwable... cause) {
        this(kind, detail, errors, 0, cause);
    }

    private ProblemException(
            ProblemKind kind, String detail, List<FieldError> errors, long retryAfterS, Throwable... cause) {
        super(detail, cause.length == 0 ? null : cause[0]);
        this.kind = kind;
        this.errors = List.copyOf(errors);
        this.retryAfterS = retryAfterS;
    }

    public static ProblemException of(ProblemKind kind, String detail) {
        return new ProblemException(kind, detail, List.of());
    }

    public static ProblemException of(ProblemKind kind, String detail, Throwable cause) {
        return new ProblemException(kind, detail, List.of(), cause);
    }

    /// @param errors at least one
    public static ProblemException of(ProblemKind kind, List<FieldError> errors) {
        String detail = errors.stream()
                .map(error -> error.field() + ' ' + error.detail())
                .collect(Collectors.joining("; "));
        return new ProblemException(kind, detail, errors);
    }

    public static ProblemException badRequest(String field, String detail) {
        return of(ProblemKind.BAD_REQUEST, List.of(new FieldError(field, detail)));
    }

    /// @param wait until it makes sense to ask again
    public static ProblemException tooMany(String what, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new ProblemException(
                ProblemKind.TOO_MANY, what + ": ask again in " + seconds + " s", List.of(), seconds);
    }

    public ProblemKind kind() {
        return kind;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /// For the header `Retry-After`; 0: none.
    long retryAfterS() {
        return retryAfterS;
    }
}
