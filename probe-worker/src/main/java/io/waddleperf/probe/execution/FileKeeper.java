package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Result;
import io.waddleperf.probe.measure.MadeFile;

/// Keeps the files that tests make beside their results.
@FunctionalInterface
public interface FileKeeper {
    /// For a probe none of whose tests makes any.
    FileKeeper NONE = (result, file) -> {
        throw new IllegalStateException(file.name() + " of result " + result.id() + " has nowhere to go");
    };

    /// Takes the file, and deletes it where it was.
    ///
    /// @throws java.io.UncheckedIOException where the disk takes it not; it may be given again
    void keep(Result result, MadeFile file);
}
