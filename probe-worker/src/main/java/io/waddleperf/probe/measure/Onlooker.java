package io.waddleperf.probe.measure;

import io.waddleperf.contracts.Details;

/// Is told what a test sees while it runs.
@FunctionalInterface
public interface Onlooker {
    /// Where nobody watches.
    Onlooker NOBODY = _ -> {};

    /// Called by the test's own thread while data flow, so that it must come back at once.
    ///
    /// @param part that has just ended, of a second or somewhat more; of a speed test from the first
    ///             data of its direction
    void saw(Details.Interval part);
}
