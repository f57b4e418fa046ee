package io.waddleperf.api.http;

/// One thing that is wrong with a request.
///
/// @param field  the parameter, header, or member of the body (`checks[0]`)
/// @param detail what is allowed, and what was given
public record FieldError(String field, String detail) {}
