package io.waddleperf.database;

/// The right to do something that only one process may do at a time.
///
/// @param name   what it is for
/// @param holder who has it
/// @param fence  grows with each new holder; a writer that was overtaken shows an older one
public record Lease(String name, String holder, long fence) {}
