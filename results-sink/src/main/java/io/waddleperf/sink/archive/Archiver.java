package io.waddleperf.sink.archive;

import io.waddleperf.archive.Cutter;
import io.waddleperf.archive.FinishedPart;
import io.waddleperf.archive.Kind;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.StoreException;
import io.waddleperf.database.RetryPolicy;
import io.waddleperf.sink.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/// Reads what is archived and stores it in files; offsets pass at the end of a file, when it is in
/// the store.
///
/// While the store is away, the consumer stays in its group with its partitions paused, and the
/// files that are ready wait: never more than one batch of records can end.
final class Archiver implements TopicReader.Reading, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Archiver.class);
    private static final String KAFKA = "kafka";
    private static final String WRITING = "writing";
    private static final String STORING = "storing";

    /// Then the group hears of this consumer again, which gives it up after five minutes; a single
    /// file on a slow line may come on top.
    private static final Duration STORES_FOR = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofMillis(500);
    private static final List<String> TOPICS =
            Arrays.stream(Kind.values()).map(Kind::topic).toList();

    private final ArchiveSettings settings;
    private final WorkFolder work;
    private final ObjectStore store;
    private final ArchiveState state;
    private final InstantSource clock;
    private final Deque<FinishedPart> ready = new ArrayDeque<>();
    private final PassedOffsets passed = new PassedOffsets();
    private final TopicReader reader;
    private Instant storeAt = Instant.MIN;
    private int failed;

    Archiver(ArchiveSettings settings, WorkFolder work, ObjectStore store, ArchiveState state, InstantSource clock) {
        this.settings = settings;
        this.work = work;
        this.store = store;
        this.state = state;
        this.clock = clock;
        this.reader = new TopicReader("archive", settings.consumer(), this);
    }

    void start() {
        reader.start();
    }

    @Override
    public void failed(Exception e) {
        switch (e) {
            case KafkaException _ -> state.waiting(KAFKA, e);
            case RuntimeException _ -> {
                LOG.error("the archive begins again at its last file", e);
                state.waiting(WRITING, e);
            }
            default -> state.waiting(WRITING, e);
        }
    }

    @Override
    public void ended(Throwable e) {
        LOG.error("the archive has ended; it goes on after a restart", e);
        state.waiting(WRITING, new IllegalStateException("it has ended by " + e + ", and goes on after a restart", e));
    }

    @Override
    public TopicReader.Steps begin(KafkaConsumer<byte[], byte[]> consumer) throws IOException {
        ready.clear();
        passed.clear();
        var cutter = new Cutter(work.fresh("writing"), settings.window());
        consumer.subscribe(TOPICS, new Dropping(cutter));
        return new TopicReader.Steps() {
            @Override
            public boolean step() throws IOException {
                return Archiver.this.step(consumer, cutter);
            }

            @Override
            public void end() {
                // to end files takes a second, of which nothing is kept: at the stop they stay, and
                // their folder is emptied at the next start
                if (!reader.stopping()) {
                    cutter.dropAll();
                }
            }
        };
    }

    /// @return whether anything was stored
    private boolean step(KafkaConsumer<byte[], byte[]> consumer, Cutter cutter) throws IOException {
        if (ready.isEmpty()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        var records = consumer.poll(TopicReader.POLL);
        Instant begun = clock.instant();
        take(records, cutter);
        leaveRoom(Duration.between(begun, clock.instant()));
        if (ready.isEmpty()) {
            endWhatIsQuiet(consumer, cutter);
        }
        boolean stored = store();
        if (passed.commit(consumer)) {
            state.fine(KAFKA);
        }
        tell(consumer, cutter);
        return stored;
    }

    /// A disk that is full fails again only when there is something to write.
    private void tell(KafkaConsumer<byte[], byte[]> consumer, Cutter cutter) {
        var oldest = Stream.concat(ready.stream().map(FinishedPart::begun), cutter.oldest().stream())
                .min(Comparator.naturalOrder());
        state.open(oldest.orElse(null));
        if (ready.isEmpty()) {
            state.fine(STORING);
        }
        if (oldest.isEmpty() && allRead(consumer)) {
            state.fine(WRITING);
        }
    }

    private static boolean allRead(KafkaConsumer<byte[], byte[]> consumer) {
        var assigned = consumer.assignment();
        return !assigned.isEmpty()
                && assigned.stream()
                        .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    private void take(ConsumerRecords<byte[], byte[]> records, Cutter cutter) throws IOException {
        for (var record : records) {
            cutter.add(record).ifPresent(ready::add);
        }
        int unreadable = cutter.takeUnreadable();
        if (unreadable > 0) {
            state.leftOut(unreadable);
        }
    }

    /// Who judges and stores on this machine goes before: also while it catches up, the archive takes two
    /// thirds of a core, and less where it has to wait for one.
    private void leaveRoom(Duration taken) {
        var rest = taken.dividedBy(2);
        if (rest.isPositive()) {
            reader.pause(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
        }
    }

    /// A partition in which nothing comes any more has its file nevertheless.
    private void endWhatIsQuiet(KafkaConsumer<byte[], byte[]> consumer, Cutter cutter) throws IOException {
        var assigned = consumer.assignment();
        for (var partition : cutter.endedBefore(clock.instant().minus(settings.quiet()))) {
            if (assigned.contains(partition) && consumer.currentLag(partition).orElse(1) == 0) {
                cutter.end(partition).ifPresent(ready::add);
            }
        }
    }

    private boolean store() throws IOException {
        boolean any = false;
        Instant until = clock.instant().plus(STORES_FOR);
        while (!ready.isEmpty() && !reader.stopping() && mayStore(until)) {
            FinishedPart part = ready.element();
            try {
                store.create(part.key(), part.file()); // false: it was stored before a kill
            } catch (StoreException e) {
                state.waiting(STORING, e);
                storeAt = clock.instant().plus(RetryPolicy.OUTAGE.pause(++failed, ThreadLocalRandom.current()));
                break;
            }
            failed = 0;
            any = true;
            state.stored(part);
            state.fine(WRITING);
            ready.remove();
            Files.deleteIfExists(part.file());
            passed.pass(part.partition(), part.nextOffset());
        }
        return any;
    }

    private boolean mayStore(Instant until) {
        Instant now = clock.instant();
        return !now.isBefore(storeAt) && now.isBefore(until);
    }

    /// Who loses a partition forgets what it had of it: the next one begins at the last file.
    private final class Dropping implements ConsumerRebalanceListener {
        private final Cutter cutter;

        private Dropping(Cutter cutter) {
            this.cutter = cutter;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(cutter::drop);
            passed.forget(partitions);
            ready.removeIf(part -> partitions.contains(part.partition()));
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // they are read from the last committed offset on
        }
    }

    void stop() {
        reader.stop();
    }

    @Override
    public void close() {
        reader.close();
    }
}
