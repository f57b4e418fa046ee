package io.waddleperf.benchmarks;

import io.waddleperf.archive.Archive;
import io.waddleperf.archive.Compaction;
import io.waddleperf.archive.Kind;
import io.waddleperf.archive.Turn;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The results that an archive in a folder has.
final class ArchiveScan implements AutoCloseable {
    private final ObjectStore store;
    private final Path work;
    private final Instant since;
    private final Clock clock;

    /// @param work  for copies of files that are being read
    /// @param since nothing is older
    ArchiveScan(Path folder, Path work, Instant since, Clock clock) {
        String location = "dir:" + folder;
        this.store = ObjectStores.open(StoreSettings.of(
                name -> name.equals(StoreSettings.LOCATION) ? Optional.of(location) : Optional.empty()));
        this.work = work;
        this.since = since;
        this.clock = clock;
    }

    /// The id of each line; before hours are merged some may come twice.
    List<UUID> ids() throws IOException {
        var ids = new ArrayList<UUID>();
        var archive = new Archive(store, work.resolve("reading"));
        for (Instant hour : hours().toList()) {
            archive.read(Kind.RESULTS, hour, line -> ids.add(UUID.fromString(line.id())));
        }
        return ids;
    }

    /// Merges the files of each hour, as a sink does later; none may run.
    void merge() throws IOException {
        var compaction = new Compaction(new Archive(store, work.resolve("merging")), Turn.ALONE);
        for (Instant hour : hours().toList()) {
            compaction.compact(Kind.RESULTS, hour);
        }
    }

    private Stream<Instant> hours() {
        Instant now = clock.instant();
        return Stream.iterate(
                since.truncatedTo(ChronoUnit.HOURS), hour -> hour.isBefore(now), hour -> hour.plusSeconds(3_600));
    }

    @Override
    public void close() {
        store.close();
    }
}
