package io.waddleperf.archive;

import io.waddleperf.archive.Archive.Found;
import io.waddleperf.contracts.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes one file of all those of an hour and a partition: sorted by series and time, and without
/// what came twice.
///
/// It may be cut at any moment: the merged file names its parts, and whoever sees both reads only the
/// merged one. A part that comes late, or again, is merged in the next time. One at a time.
public final class Compaction {
    /// So long after an hour its last parts are waited for.
    private static final Duration PARTS_COME_WITHIN = Duration.ofMinutes(15);

    /// Hours of longer ago are left as they are.
    private static final Duration LOOKS_BACK = Duration.ofDays(2);

    private final Archive archive;

    public Compaction(Archive archive) {
        this.archive = archive;
    }

    /// Merges what is to be merged of the last two days.
    ///
    /// @return how many files were made
    public int run(Instant now) throws IOException {
        int made = 0;
        Instant last =
                now.minus(PARTS_COME_WITHIN).truncatedTo(ChronoUnit.HOURS).minus(1, ChronoUnit.HOURS);
        for (Instant hour = last; hour.isAfter(last.minus(LOOKS_BACK)); hour = hour.minus(1, ChronoUnit.HOURS)) {
            for (Kind kind : Kind.values()) {
                made += compact(kind, hour);
            }
        }
        return made;
    }

    /// @return how many files were made
    public int compact(Kind kind, Instant hour) throws IOException {
        var byPartition = new TreeMap<Integer, List<Found>>();
        for (Found one : archive.all(kind, hour)) {
            byPartition
                    .computeIfAbsent(one.name().partition(), _ -> new ArrayList<>())
                    .add(one);
        }
        int made = 0;
        for (var files : byPartition.values()) {
            made += compact(files) ? 1 : 0;
        }
        return made;
    }

    private boolean compact(List<Found> all) throws IOException {
        List<Found> live = Archive.live(all);
        boolean done = live.size() == 1 && live.getFirst().name().compacted();
        if (!done) {
            merge(live, all);
        }
        var keys = new ArrayList<>(all.stream().map(one -> one.name().key()).toList());
        if (done) {
            keys.remove(live.getFirst().name().key());
        }
        archive.store().delete(keys);
        return !done;
    }

    private void merge(List<Found> live, List<Found> all) throws IOException {
        var parts = new TreeSet<String>();
        for (Found one : all) {
            parts.add(one.name().key());
            parts.addAll(one.parts());
        }
        FileName any = live.getFirst().name();
        String hash = Ids.uuid("compacted", String.join("\n", parts))
                .toString()
                .substring(0, 13)
                .replace("-", "");
        String key = FileName.ofCompacted(any.kind(), any.hour(), any.partition(), hash);
        Files.createDirectories(archive.folder());
        Path merged = Files.createTempFile(archive.folder(), "merged", ".parquet");
        try (var sorter = new Sorter(archive.folder(), any.kind(), names(live), bytes(live))) {
            sorter.write(merged, Map.of(Archive.PARTS, String.join("\n", parts)), archive);
            archive.store().create(key, merged); // false where it was cut here the last time
        } finally {
            Files.deleteIfExists(merged);
        }
    }

    private static long bytes(Collection<Found> files) {
        return files.stream().mapToLong(Found::bytes).sum();
    }

    private static List<FileName> names(Collection<Found> files) {
        return files.stream().map(Found::name).toList();
    }
}
