package io.waddleperf.cli.imports;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Plain;
import java.nio.file.Path;

/// Where something stands.
///
/// @param line from 1
record Place(Path file, int line) {
    CommandFailure wrong(String words) {
        return new CommandFailure(Exit.WRONG_USE, this + ": " + Plain.line(words));
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
