package io.waddleperf.cli.letters;

import io.waddleperf.cli.KafkaAt;
import io.waddleperf.contracts.Replay;
import io.waddleperf.contracts.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/// Sends records of one partition again; only one session of a partition can do that.
///
/// A later session shuts an earlier one out: what that had not committed is undone, and it commits
/// nothing any more. So what is known to be replayed when a session is open stays true until it
/// commits.
final class ReplaySession implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaProducer<byte[], byte[]> producer;
    private final InstantSource clock;

    /// How sending ended.
    sealed interface Sent {
        record Committed(Replay replay) implements Sent {}

        /// Kafka does not take this record; nothing was sent.
        record Refused(String why) implements Sent {}

        /// This session is over, and only the next one knows whether the record was sent.
        record Broken(String why) implements Sent {}
    }

    private ReplaySession(KafkaProducer<byte[], byte[]> producer, InstantSource clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /// Returns when no earlier session of this partition can commit.
    ///
    /// @return empty where a later one came in between
    static Optional<ReplaySession> open(KafkaAt at, TopicPartition source, InstantSource clock) {
        var producer = at.producer("waddleperf-replay-" + source);
        try {
            producer.initTransactions();
            return Optional.of(new ReplaySession(producer, clock));
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            if (isFenced(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// The record and the note of it, both or none.
    Sent send(Entry.Buried buried, ProducerRecord<byte[], byte[]> record) {
        try {
            producer.beginTransaction();
            long offset = sent(record);
            var letter = buried.letter();
            var replay = new Replay(letter.topic(), letter.partition(), letter.offset(), offset, clock.instant());
            var _ = sent(note(buried, replay));
            producer.commitTransaction();
            return new Sent.Committed(replay);
        } catch (RecordTooLargeException | RecordBatchTooLargeException e) {
            return undone(new Sent.Refused("Kafka does not take a record of its size: " + e.getMessage()));
        } catch (AuthenticationException | AuthorizationException e) {
            var _ = undone(new Sent.Broken(String.valueOf(e.getMessage())));
            throw e;
        } catch (KafkaException e) {
            return isFenced(e)
                    ? new Sent.Broken("another replay took over")
                    : undone(new Sent.Broken(String.valueOf(e.getMessage())));
        }
    }

    private long sent(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get().offset(); // ends by delivery.timeout.ms
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /// Beside the letter, so that it is kept as long.
    private static ProducerRecord<byte[], byte[]> note(Entry.Buried buried, Replay replay) {
        var note = Topics.REPLAYS.record(keyText(buried), replay, 1);
        byte[] key = note.key().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(note.topic(), buried.id().partition(), null, key, note.value(), note.headers());
    }

    private static String keyText(Entry.Buried buried) {
        byte @Nullable [] key = buried.key();
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        return text.length() > Entry.START_OF_KEY ? text.substring(0, Entry.START_OF_KEY) : text;
    }

    /// Where even that fails, the transaction's timeout or the next session ends it.
    private Sent undone(Sent ending) {
        try {
            producer.abortTransaction();
            return ending;
        } catch (KafkaException e) {
            return new Sent.Broken(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isFenced(@Nullable Throwable problem) {
        return switch (problem) {
            case null -> false;
            case ProducerFencedException _ -> true;
            case InvalidProducerEpochException _ -> true;
            default -> isFenced(problem.getCause());
        };
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
