package io.waddleperf.api.http;

/// A value that is JSON already, as it lies in the database or on a topic.
public record RawJson(String text) {}
