package io.waddleperf.testkit.s3;

import java.time.Duration;

/// What a relay does to a request on its way.
public sealed interface Fault {
    record None() implements Fault {}

    /// Nobody listens.
    record Refuses() implements Fault {}

    /// Answers itself, with an error of S3's.
    record Answers(int status, String code) implements Fault {}

    /// Takes what comes and never answers.
    record Silent() implements Fault {}

    /// Lets so many bytes at a time through, either way, each after a pause.
    record Slow(Duration pause, int bytes) implements Fault {}

    /// The same of the answers only.
    record SlowAnswer(Duration pause, int bytes) implements Fault {}

    /// Lets so many bytes of a connection through, then cuts it.
    record Cuts(int afterBytes) implements Fault {}

    /// Lets so many bytes of the answers on a connection through, then cuts it.
    record CutsAnswer(int afterBytes) implements Fault {}

    /// The server hears and does it, the client never learns.
    record LosesAnswer() implements Fault {}
}
