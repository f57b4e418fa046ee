package io.waddleperf.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A record that a reader could not use, with the reason and where it came from.
///
/// @param reader the service that gave up on it
/// @param key    the record's key, base64
/// @param value  the record's value, base64
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        String reader,
        String reason,
        Instant at,
        @Nullable String key,
        @Nullable String value) {}
