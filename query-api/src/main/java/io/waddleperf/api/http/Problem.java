package io.waddleperf.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// The body of an error answer (RFC 9457).
///
/// @param instance the path that was asked for
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemException e, String instance) {
        ProblemKind kind = e.kind();
        return new Problem(
                kind.type(), kind.title(), kind.status(), String.valueOf(e.getMessage()), instance, e.errors());
    }
}
