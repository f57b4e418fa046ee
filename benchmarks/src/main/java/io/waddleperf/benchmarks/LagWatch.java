package io.waddleperf.benchmarks;

import io.waddleperf.contracts.kafka.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// How far the readers of results are behind: twice a second, the ends of the partitions and the
/// offsets that each group has committed.
///
/// A lag in seconds is how long ago the first record that is not committed was appended.
final class LagWatch implements AutoCloseable {
    private static final int PERIOD_MS = 500;
    private static final int KEPT = 4_000;

    private final Admin admin;
    private final List<TopicPartition> partitions;
    private final List<String> groups;
    private final Deque<Sample> history = new ArrayDeque<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lag-watch").factory());

    /// @param ends of the partitions, records in all
    /// @param lags by group
    record Sample(long atNs, Map<TopicPartition, Long> ends, Map<String, Lag> lags) {
        long end() {
            return ends.values().stream().mapToLong(each -> each).sum();
        }
    }

    record Lag(long records, double seconds) {
        static final Lag NONE = new Lag(0, 0);
    }

    LagWatch(String bootstrap, int count, List<String> groups) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
        this.groups = groups;
        this.partitions = IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(Topics.RESULTS.name(), number))
                .toList();
        var _ = thread.scheduleAtFixedRate(this::look, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            var committed = new HashMap<String, Map<TopicPartition, Long>>();
            for (String group : groups) {
                committed.put(group, committed(group));
            }
            var ends = admin.listOffsets(
                            partitions.stream().collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest())))
                    .all()
                    .get(10, TimeUnit.SECONDS);
            var found = new HashMap<TopicPartition, Long>();
            ends.forEach((partition, end) -> found.put(partition, end.offset()));
            add(new Sample(System.nanoTime(), found, new TreeMap<>()), committed);
        } catch (Exception e) { // the next look is half a second later
            System.err.println("lag: " + e);
        }
    }

    private Map<TopicPartition, Long> committed(String group) throws Exception {
        try {
            var offsets = new HashMap<TopicPartition, Long>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> offsets.put(partition, offset == null ? 0 : offset.offset()));
            return offsets;
        } catch (ExecutionException _) {
            return Map.of(); // nobody has read yet
        }
    }

    private synchronized void add(Sample sample, Map<String, Map<TopicPartition, Long>> committed) {
        history.addLast(sample);
        if (history.size() > KEPT) {
            history.removeFirst();
        }
        committed.forEach((group, offsets) -> {
            if (!offsets.isEmpty()) { // there is such a reader, and it has begun
                sample.lags().put(group, lag(sample, offsets));
            }
        });
    }

    private Lag lag(Sample now, Map<TopicPartition, Long> committed) {
        long records = 0;
        double seconds = 0;
        for (var partition : partitions) {
            long done = committed.getOrDefault(partition, 0L);
            records += now.ends().getOrDefault(partition, 0L) - done;
            seconds = Math.max(seconds, age(done, now, sample -> sample.ends().getOrDefault(partition, 0L)));
        }
        return new Lag(records, seconds);
    }

    private interface End {
        long in(Sample sample);
    }

    /// How long before `now` the end passed that offset; between two looks, by proportion.
    private double age(long done, Sample now, End end) {
        if (end.in(now) <= done) {
            return 0;
        }
        Sample after = now;
        for (var looks = history.descendingIterator(); looks.hasNext(); ) {
            Sample before = looks.next();
            if (end.in(before) <= done) {
                double share = (double) (done - end.in(before)) / (double) (end.in(after) - end.in(before));
                return (double) (now.atNs() - before.atNs() - (long) (share * (double) (after.atNs() - before.atNs())))
                        / 1e9;
            }
            after = before;
        }
        return (double) (now.atNs() - after.atNs()) / 1e9;
    }

    /// The lag of a reader of whom only the count of records is known.
    synchronized Lag ofCount(long done) {
        if (history.isEmpty()) {
            return Lag.NONE;
        }
        Sample now = history.getLast();
        return new Lag(now.end() - done, age(done, now, Sample::end));
    }

    synchronized Sample last() {
        if (history.isEmpty()) {
            throw new IllegalStateException("there has been no look yet");
        }
        return history.getLast();
    }

    /// What was seen from then on.
    synchronized List<Sample> since(long atNs) {
        var found = new ArrayList<Sample>();
        history.stream().filter(sample -> sample.atNs() >= atNs).forEach(found::add);
        return found;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(java.time.Duration.ofSeconds(5));
    }
}
