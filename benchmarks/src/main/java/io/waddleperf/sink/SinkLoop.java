package io.waddleperf.sink;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.waddleperf.contracts.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.NullMarked;

/// The sink as it is, fed by a consumer that waits for the bell: poll, [Sink#results], commit of the
/// offsets that it has let pass, as [ResultReader] does.
@NullMarked
public final class SinkLoop implements AutoCloseable {
    private static final String GROUP = "results-sink";
    private static final String FLUSH = "waddleperf.sink.latest-flush";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Sink sink;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();

    public SinkLoop(String bootstrap, DataSource database) throws IOException {
        var config = new SmallRyeConfigBuilder()
                .withSources(settings())
                .withDefaultValue("kafka.bootstrap.servers", bootstrap)
                .addDefaultInterceptors()
                .build();
        sink = new Sink(database, registry, config);
        sink.open();
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        GROUP,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        1000,
                        "fetch.min.bytes",
                        200_000,
                        "fetch.max.wait.ms",
                        250),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.RESULTS.name()));
    }

    /// The sink's own, but for durations, which Quarkus reads in its own way.
    private static PropertiesConfigSource settings() throws IOException {
        var settings = new Properties();
        try (var file = SinkLoop.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            settings.load(Objects.requireNonNull(file, "the sink has settings"));
        }
        var texts = new HashMap<String, String>();
        settings.stringPropertyNames().forEach(name -> texts.put(name, settings.getProperty(name)));
        texts.put(FLUSH, "PT" + texts.getOrDefault(FLUSH, "2S"));
        texts.put("waddleperf.sink.writers", System.getProperty("writers", "1"));
        return new PropertiesConfigSource(texts, "results-sink", 100);
    }

    /// Reads so many records.
    ///
    /// @return nanoseconds from the first one to the commit of the last one's row
    public long drain(long wanted) {
        long read = 0;
        long beginNs = 0;
        long endNs = 0;
        while (read < wanted) {
            var batch = consumer.poll(Duration.ofSeconds(5));
            beginNs = beginNs == 0 ? System.nanoTime() : beginNs;
            if (batch.isEmpty()) {
                throw new IllegalStateException("only " + read + " of " + wanted + " records came");
            }
            if (sink.results(batch)) {
                passed.putAll(batch.nextOffsets());
            }
            endNs = System.nanoTime();
            read += batch.count();
            commit();
        }
        return endNs - beginNs;
    }

    private void commit() {
        consumer.commitAsync(Map.copyOf(passed), null);
        passed.clear();
    }

    /// Of all batches so far, in milliseconds; NaN before the first.
    public double batchMs(double percentile) {
        Timer timer =
                registry.get("waddleperf.sink.batch").tag("topic", "results").timer();
        return Arrays.stream(timer.takeSnapshot().percentileValues())
                .filter(value -> value.percentile() == percentile)
                .mapToDouble(value -> value.value() / 1e6)
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public void close() {
        sink.stop(new ShutdownEvent());
        commit();
        consumer.close();
        sink.close();
    }
}
