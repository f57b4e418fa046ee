package io.waddleperf.archive;

import java.io.IOException;

/// The right to change an hour of the archive, which only one at a time has.
@FunctionalInterface
public interface Turn {
    /// Of who is the only one anyway.
    Turn ALONE = () -> {};

    /// Asked before each step that another must not do at the same time.
    ///
    /// @throws IOException where the right is another's by now; what was begun is left as it is
    void require() throws IOException;
}
