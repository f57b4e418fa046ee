package io.waddleperf.sink.artifact;

import io.waddleperf.contracts.ArtifactChunk;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.database.RetryPolicy;
import io.waddleperf.database.WriteFailure;
import io.waddleperf.sink.Bad;
import io.waddleperf.sink.DeadLetters;
import io.waddleperf.sink.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Chunks from their topic, one after the other; a chunk's offset passes when nothing of it can be
/// lost.
///
/// While the archive or the database is away, the consumer stays in its group with its partitions
/// paused, and takes the same chunk again after a while: Kafka keeps the rest.
final class ArtifactReader implements TopicReader.Reading, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ArtifactReader.class);
    /// Of up to 0.7 MB each.
    private static final int MOST_AT_ONCE = 8;

    private final ArtifactSettings settings;
    private final Composer composer;
    private final ArtifactUpkeep upkeep;
    private final DeadLetters deadLetters;
    private final ArtifactState state;
    private final InstantSource clock;
    private final Map<Integer, Instant> reached = new HashMap<>();
    private final TopicReader reader;
    private Instant resumeAt = Instant.MIN;
    private Instant upkeepAt;
    private int failed;

    ArtifactReader(
            ArtifactSettings settings,
            Composer composer,
            ArtifactUpkeep upkeep,
            DeadLetters deadLetters,
            ArtifactState state,
            InstantSource clock) {
        this.settings = settings;
        this.composer = composer;
        this.upkeep = upkeep;
        this.deadLetters = deadLetters;
        this.state = state;
        this.clock = clock;
        this.reader = new TopicReader("artifact-reader", consumerSettings(), this);
        this.upkeepAt = clock.instant().plus(settings.upkeep()); // the schema may be made just now
    }

    void start() {
        reader.start();
    }

    @Override
    public TopicReader.Steps begin(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.subscribe(List.of(Topics.ARTIFACTS.name()));
        return () -> {
            step(consumer);
            return true;
        };
    }

    @Override
    public void failed(Exception e) {
        LOG.warnf("artifacts wait for Kafka: %s", e.getMessage());
    }

    @Override
    public void ended(Throwable e) {
        LOG.error("artifacts are read no more; it goes on after a restart", e);
        state.waiting(new IllegalStateException("they are read no more because of " + e + "; a restart helps", e));
    }

    private Map<String, Object> consumerSettings() {
        var values = TopicReader.settings(settings.kafka(), settings.group(), settings.session());
        values.put("max.poll.records", Integer.toString(MOST_AT_ONCE));
        values.put("fetch.max.bytes", "4194304"); // what the consumer may hold ahead
        return values;
    }

    private void step(KafkaConsumer<byte[], byte[]> consumer) {
        if (!clock.instant().isBefore(resumeAt)) {
            consumer.resume(consumer.paused());
        }
        var records = consumer.poll(TopicReader.POLL);
        var passed = new HashMap<TopicPartition, OffsetAndMetadata>();
        try {
            for (var source : records) {
                if (!take(source)) {
                    return; // the sink stops: it comes again
                }
                passed.put(
                        new TopicPartition(source.topic(), source.partition()),
                        new OffsetAndMetadata(source.offset() + 1));
            }
            if (consumer.paused().isEmpty() && !clock.instant().isBefore(upkeepAt)) {
                maintain(consumer);
            }
        } catch (IOException | SQLException e) {
            waitFor(e, consumer, records, passed);
        }
        commit(consumer, passed);
    }

    /// @return false at the stop
    /// @throws IOException where the archive is away; the record has to come again
    private boolean take(ConsumerRecord<byte[], byte[]> source) throws IOException, SQLException {
        var appendedAt = Instant.ofEpochMilli(source.timestamp());
        try {
            composer.take(chunk(source), source.partition(), appendedAt);
        } catch (WireFormatException e) {
            return deadLetters.bury(List.of(new Bad(source, String.valueOf(e.getMessage()))));
        } catch (SQLException e) {
            if (WriteFailure.of(e) != WriteFailure.BAD_ROW) {
                throw e;
            }
            return deadLetters.bury(List.of(new Bad(source, "it cannot be stored: " + e.getMessage())));
        } catch (RuntimeException e) { // a fault of ours, with these values
            return deadLetters.bury(List.of(new Bad(source, "it cannot be stored: " + e)));
        }
        state.done();
        failed = 0;
        reached.merge(source.partition(), appendedAt, (one, other) -> one.isAfter(other) ? one : other);
        return true;
    }

    private static ArtifactChunk chunk(ConsumerRecord<byte[], byte[]> source) {
        byte @Nullable [] value = source.value();
        byte @Nullable [] key = source.key();
        if (value == null || key == null) {
            throw refusal("the record has no key or no value");
        }
        var chunk = WireCodec.read(ArtifactChunk.class, value);
        var id = new String(key, StandardCharsets.UTF_8);
        if (!id.equals(chunk.artifactId().toString())) {
            throw refusal("the record's key is \"" + id + "\", but its artifactId is \"" + chunk.artifactId() + '"');
        }
        return chunk;
    }

    private static WireFormatException refusal(String reason) {
        return new WireFormatException(reason, new IllegalArgumentException(reason));
    }

    private void maintain(KafkaConsumer<byte[], byte[]> consumer) throws IOException, SQLException {
        var now = clock.instant();
        var horizon = new HashMap<Integer, Instant>();
        boolean allRead = true;
        for (var partition : consumer.assignment()) {
            boolean atEnd = consumer.currentLag(partition).orElse(1) == 0;
            var read = reached.get(partition.partition());
            if (atEnd || read != null) {
                horizon.put(partition.partition(), atEnd || read == null ? now : read);
            }
            allRead &= atEnd;
        }
        upkeep.check();
        upkeep.giveUp(horizon);
        upkeep.drop(now);
        upkeepAt = now.plus(settings.upkeep());
        if (allRead) {
            state.done(); // what waited is another sink's by now
        }
    }

    /// Takes what has not passed again, after a while in which the partitions are paused.
    private void waitFor(
            Exception e,
            KafkaConsumer<byte[], byte[]> consumer,
            ConsumerRecords<byte[], byte[]> records,
            Map<TopicPartition, OffsetAndMetadata> passed) {
        state.waiting(e);
        for (var partition : records.partitions()) {
            var done = passed.get(partition);
            long first = records.records(partition).getFirst().offset();
            consumer.seek(partition, done == null ? first : done.offset());
        }
        consumer.pause(consumer.assignment());
        resumeAt = clock.instant().plus(RetryPolicy.OUTAGE.pause(++failed, ThreadLocalRandom.current()));
    }

    private static void commit(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> passed) {
        if (passed.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(passed);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.infof("chunks come again: %s", e.getMessage()); // each step may be done again
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
