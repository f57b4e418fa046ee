package io.waddleperf.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What a command meets outside of itself.
///
/// @param nanoTime   for waiting times
/// @param operator   whoever started it
/// @param randomness for pauses, so that two commands do not wait in step
public record Surroundings(
        PrintStream out,
        PrintStream err,
        InstantSource clock,
        LongSupplier nanoTime,
        Operator operator,
        Stopping stopping,
        RandomGenerator randomness) {
    /// Somebody who may be asked, or not.
    @FunctionalInterface
    public interface Question {
        Answer ask(String question);
    }

    /// What was answered.
    public enum Answer {
        YES,
        NO,
        NOBODY_THERE
    }
}
