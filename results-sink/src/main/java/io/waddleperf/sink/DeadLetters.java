package io.waddleperf.sink;

import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.database.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where records go that cannot be stored, before their offsets pass.
///
/// The producer starts with the first of them: on most days there is none.
public final class DeadLetters implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private static final int MOST_KEY_BYTES = 10_000;
    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_REASON = 2_000;

    private final String reader;
    private final int partitions;
    private final InstantSource clock;
    private final CountDownLatch stopping;
    private final RenewedProducer producer;

    DeadLetters(SinkSettings settings, InstantSource clock, CountDownLatch stopping) {
        this("results-sink", settings.kafka(), settings.partitions(), clock, stopping);
    }

    /// @param reader     who could not use them
    /// @param partitions the count of topics that are spread by probe
    /// @param stopping   at 0 there is one attempt and no more
    public DeadLetters(String reader, KafkaAccess kafka, int partitions, InstantSource clock, CountDownLatch stopping) {
        this.reader = reader;
        this.partitions = partitions;
        this.clock = clock;
        this.stopping = stopping;
        this.producer = new RenewedProducer(reader + " dead letters", () -> connect(kafka, reader));
    }

    /// Returns when Kafka has all of them.
    ///
    /// @return false where the sink stops before
    public boolean bury(List<Bad> bad) {
        if (bad.isEmpty()) {
            return true;
        }
        LOG.warnf(
                "%d records of %s go to %s, the first, %s: %s",
                bad.size(),
                bad.getFirst().source().topic(),
                Topics.DEAD_LETTERS.name(),
                position(bad.getFirst().source()),
                bad.getFirst().reason());
        for (int failed = 1; ; failed++) {
            try {
                send(bad);
                return true;
            } catch (ExecutionException e) {
                LOG.warnf("dead letters wait for Kafka: %s", e.getMessage());
                if (stopsWithin(RetryPolicy.OUTAGE.pause(failed, ThreadLocalRandom.current()))) {
                    return false;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private void send(List<Bad> bad) throws ExecutionException, InterruptedException {
        var sent = new ArrayList<Future<?>>();
        for (var each : bad) {
            sent.add(producer.send(record(each)));
        }
        for (var each : sent) {
            each.get(); // ends by delivery.timeout.ms
        }
    }

    private ProducerRecord<String, byte[]> record(Bad bad) {
        var source = bad.source();
        byte @Nullable [] key = source.key();
        var letter = DeadLetter.of(
                new DeadLetter.Source(source.topic(), source.partition(), source.offset()),
                key == null || key.length > MOST_KEY_BYTES ? null : key,
                source.value(),
                reader,
                start(bad.reason(), LONGEST_REASON),
                clock.instant());
        String text = key == null ? "" : start(new String(key, StandardCharsets.UTF_8), LONGEST_KEY);
        return Topics.DEAD_LETTERS.record(text, letter, partitions);
    }

    private static String start(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static String position(ConsumerRecord<byte[], byte[]> source) {
        return "partition " + source.partition() + " offset " + source.offset();
    }

    private static KafkaProducer<String, byte[]> connect(KafkaAccess kafka, String reader) {
        return new KafkaProducer<>(
                kafka.with(Map.of(
                        "client.id", reader + "-dead-letters",
                        "acks", "all",
                        "enable.idempotence", "true",
                        "max.in.flight.requests.per.connection", "1",
                        "compression.type", "zstd",
                        "buffer.memory", "4194304",
                        "max.block.ms", "10000",
                        "request.timeout.ms", "5000",
                        "delivery.timeout.ms", "10000")),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
