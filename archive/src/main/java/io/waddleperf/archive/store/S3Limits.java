package io.waddleperf.archive.store;

import java.time.Duration;

/// How long a call to S3 may take, so that a caller hears of trouble in bounded time.
///
/// @param connect  until the connection stands
/// @param read     between two pieces of an answer
/// @param attempt  one request with its body
/// @param call     a call with all its attempts
/// @param attempts of one call, the first included
/// @param partBytes a file over this size goes up in parts of it; S3 takes no less than 5 MiB
public record S3Limits(Duration connect, Duration read, Duration attempt, Duration call, int attempts, int partBytes) {
    private static final int LEAST_PART = 5 << 20;

    public static final S3Limits DEFAULT = new S3Limits(
            Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(45), 3, 16 << 20);

    /// Whether a store is there must be known sooner than whether it takes a file.
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(4);

    /// Of the question whether the store is there, with all its attempts.
    Duration check() {
        return call.compareTo(LONGEST_CHECK) < 0 ? call : LONGEST_CHECK;
    }

    /// Of all waits for an object that is read: as long as it may take to go up.
    Duration body(long bytes) {
        return call.multipliedBy(1 + bytes / partBytes);
    }

    public S3Limits {
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("attempts must be 1 to 10, not " + attempts);
        }
        if (partBytes < LEAST_PART) {
            throw new IllegalArgumentException("partBytes must be at least " + LEAST_PART + ", not " + partBytes);
        }
    }
}
