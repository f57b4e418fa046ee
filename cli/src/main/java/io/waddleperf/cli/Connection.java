package io.waddleperf.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Reads what stands in Kafka, from an offset to an offset; no consumer group, nothing committed.
///
/// Every wait ends: where Kafka is silent for longer than the operator's timeout, with a
/// [KafkaException]. Only records of transactions that were committed are seen.
public final class Connection implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaAt at;
    private final LongSupplier nanoTime;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, List<TopicPartition>> partitions = new HashMap<>();
    private final Set<TopicPartition> assigned = new HashSet<>();

    Connection(KafkaAt at, LongSupplier nanoTime) {
        this.at = at;
        this.nanoTime = nanoTime;
        this.admin = at.admin();
        try {
            this.consumer = at.consumer();
        } catch (KafkaException e) {
            admin.close(CLOSE_WITHIN);
            throw e;
        }
    }

    public KafkaAt at() {
        return at;
    }

    /// What it answers goes through [#answer].
    public Admin admin() {
        return admin;
    }

    /// Empty where there is no such topic.
    public List<TopicPartition> partitions(String topic) {
        return partitions.computeIfAbsent(topic, this::describe);
    }

    private List<TopicPartition> describe(String topic) {
        try {
            var found = answer(admin.describeTopics(List.of(topic)).allTopicNames());
            int count = found.values().iterator().next().partitions().size();
            return IntStream.range(0, count)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
        } catch (UnknownTopicOrPartitionException _) {
            return List.of();
        }
    }

    /// The first offset that is kept.
    public long begin(TopicPartition partition) {
        return offset(partition, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /// Behind the last record that is written, its transaction open or not.
    public long end(TopicPartition partition) {
        return offset(partition, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /// Where the first transaction starts that is still open, else the end.
    public long stableEnd(TopicPartition partition) {
        return offset(partition, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /// All records before this offset are older.
    public long since(TopicPartition partition, Instant time) {
        long first = offset(
                partition, OffsetSpec.forTimestamp(Math.max(0, time.toEpochMilli())), IsolationLevel.READ_UNCOMMITTED);
        return first < 0 ? end(partition) : first;
    }

    private long offset(TopicPartition partition, OffsetSpec spec, IsolationLevel isolation) {
        var asked = admin.listOffsets(Map.of(partition, spec), new ListOffsetsOptions(isolation));
        return answer(asked.partitionResult(partition)).offset();
    }

    /// Takes each record of `from` (or the first that is kept) to before `end`.
    ///
    /// @param goesOn tells after each record whether more are wanted
    public void read(TopicPartition partition, long from, long end, Predicate<ConsumerRecord<byte[], byte[]>> goesOn) {
        turnTo(partition);
        consumer.seek(partition, from);
        long seen = from;
        long heardNs = nanoTime.getAsLong();
        while (seen < end) {
            for (var record : consumer.poll(POLL)) {
                if (record.offset() >= end || !goesOn.test(record)) {
                    return;
                }
            }
            long position = consumer.position(partition);
            if (position != seen) {
                seen = position;
                heardNs = nanoTime.getAsLong();
            } else if (nanoTime.getAsLong() - heardNs > at.timeout().toNanos()) {
                throw new TimeoutException("reading " + partition + " stands still at offset " + seen + " before " + end
                        + "; a transaction may be open there, then try again in a minute");
            }
        }
    }

    /// What was read once stays assigned: the consumer forgets the leader of anything else, and
    /// would ask for it again at each turn.
    private void turnTo(TopicPartition partition) {
        if (assigned.add(partition)) {
            consumer.assign(assigned);
        }
        consumer.pause(assigned);
        consumer.resume(List.of(partition));
    }

    /// The record at exactly this offset; empty where none stands there (any more).
    ///
    /// @param offset not before the begin, and before the end
    public Optional<ConsumerRecord<byte[], byte[]>> record(TopicPartition partition, long offset) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>(1);
        read(partition, offset, offset + 1, record -> {
            found.add(record);
            return false;
        });
        return found.stream().findFirst();
    }

    /// Waits for as long as the operator allows.
    ///
    /// @throws KafkaException where it fails, or does not come in time
    public <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(at.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("no answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(CLOSE_WITHIN);
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
