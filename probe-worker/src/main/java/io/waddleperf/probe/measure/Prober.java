package io.waddleperf.probe.measure;

import io.waddleperf.contracts.TestSpec;

/// Runs one kind of test once; called on a thread that may wait, mostly a virtual one.
@FunctionalInterface
public interface Prober<S extends TestSpec> {
    /// What the network does is told in the measurement's outcome, never thrown.
    Measurement run(S spec, Destination destination, Deadline deadline) throws InterruptedException;

    /// The same. Tests that last tell what they see meanwhile.
    default Measurement run(S spec, Destination destination, Deadline deadline, Onlooker onlooker)
            throws InterruptedException {
        return run(spec, destination, deadline);
    }
}
