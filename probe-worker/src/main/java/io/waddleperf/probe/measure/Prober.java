package io.waddleperf.probe.measure;

import io.waddleperf.contracts.TestSpec;

/// Runs one kind of test once; called on a thread that may wait, mostly a virtual one.
@FunctionalInterface
public interface Prober<S extends TestSpec> {
    /// What the network does is told in the measurement's outcome, never thrown.
    Measurement run(S spec, Destination destination, Deadline deadline) throws InterruptedException;
}
