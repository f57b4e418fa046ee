package io.waddleperf.probe.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Reads a spool's directory from outside, also while a probe writes it.
public final class SpoolJournal {
    private SpoolJournal() {}

    /// Prints the id of each result in the directory, one a line.
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: SpoolJournal DIR");
            System.exit(2);
        }
        read(Path.of(arguments[0])).forEach(System.out::println);
    }

    /// The ids of all results that are appended and not yet deleted, in the order of appending.
    public static List<UUID> read(Path directory) throws IOException {
        var ids = new ArrayList<UUID>();
        for (var segment : Segment.list(directory)) {
            segment.scan(record -> ids.add(record.resultId()));
        }
        return List.copyOf(ids);
    }
}
