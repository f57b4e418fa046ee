package io.waddleperf.archive;

import io.waddleperf.archive.Archive.Found;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.kafka.Topics;
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
import java.util.TreeSet;

/// Makes one file of all those of an hour and a partition: sorted by series and time, and without
/// what came twice.
///
/// It may be cut at any moment: the merged file names its parts, and whoever sees both reads only the
/// merged one. A part that comes late, or again, is merged in the next time. One at a time, as long
/// as it is its turn.
public final class Compaction {
    /// So long after an hour its last parts are waited for.
    private static final Duration PARTS_COME_WITHIN = Duration.ofMinutes(15);

    /// Older hours are left as they are: what Kafka has kept for the archive is younger, however long
    /// the store was away.
    private static final Duration LOOKS_BACK = Topics.RESULTS.retention().plusDays(1);

    private final Archive archive;
    private final Turn turn;

    public Compaction(Archive archive, Turn turn) {
        this.archive = archive;
        this.turn = turn;
    }

    /// Merges what is to be merged of the last days.
    ///
    /// @return how many files were made
    public int run(Instant now) throws IOException {
        Instant end = now.minus(PARTS_COME_WITHIN).truncatedTo(ChronoUnit.HOURS);
        int made = 0;
        for (Instant day = end.truncatedTo(ChronoUnit.DAYS);
                day.isAfter(end.minus(LOOKS_BACK));
                day = day.minus(1, ChronoUnit.DAYS)) {
            for (Kind kind : Kind.values()) {
                for (var files : archive.listed(Window.dayPrefix(kind, day))) {
                    made += files.getFirst().name().hour().isBefore(end) && compact(files) ? 1 : 0;
                }
            }
        }
        return made;
    }

    /// @return how many files were made
    public int compact(Kind kind, Instant hour) throws IOException {
        int made = 0;
        for (var files : archive.listed(Window.prefix(kind, hour))) {
            made += compact(files) ? 1 : 0;
        }
        return made;
    }

    private boolean compact(List<Found> listed) throws IOException {
        List<Found> all = archive.withParts(listed);
        List<Found> live = Archive.live(all);
        boolean done = live.size() == 1 && live.getFirst().name().compacted();
        if (!done) {
            turn.require();
            merge(live, all);
        }
        var keys = new ArrayList<>(all.stream().map(one -> one.name().key()).toList());
        if (done) {
            keys.remove(live.getFirst().name().key());
        }
        if (!keys.isEmpty()) {
            turn.require();
            archive.store().delete(keys);
        }
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
            turn.require(); // it may have taken long
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
