package io.waddleperf.cli.api;

/// A Server-Sent Event.
///
/// @param id   empty where it has none
/// @param data its lines, with line feeds between them
public record ServerEvent(String type, String id, String data) {}
