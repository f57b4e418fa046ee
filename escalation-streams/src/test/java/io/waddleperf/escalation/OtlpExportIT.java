package io.waddleperf.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.ProbePartition;
import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.embedded.EmbeddedKafka;
import io.waddleperf.embedded.KafkaSettings;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.IncidentSettings;
import io.waddleperf.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a result in a real broker to OpenTelemetry's own classes.
class OtlpExportIT {
    private static final int PARTITIONS = 2;
    private static final String PROBE = "fra-1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path dir;

    @Test
    void writesEachResultOnceAsOtlpThatAStockDecoderReads() throws Exception {
        try (var kafka = EmbeddedKafka.start(new KafkaSettings(dir.resolve("kafka"), 0, 64 << 20))) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
                TopicProvisioner.ensure(admin, PARTITIONS, (short) 1);
            }
            var settings = new EscalationSettings(
                    PARTITIONS, BudgetLimits.DEFAULT, IncidentSettings.DEFAULT, EscalationSettings.MetricsExport.OTLP);
            var properties = new StreamsSettings(kafka.bootstrap(), dir.resolve("state"), 1, 0).properties();
            try (var streams = new KafkaStreams(EscalationTopology.of(settings), properties)) {
                streams.start();
                Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
                Result first = Samples.ping(PROBE, "web", at);
                Result second = Samples.ping(PROBE, "web", at.plusSeconds(1));
                send(kafka.bootstrap(), List.of(first, first, second)); // as a probe does after a crash
                var read = read(kafka.bootstrap(), 2);
                assertEquals(2, read.size());
                assertPointOf(first, read.getFirst());
                assertPointOf(second, read.getLast());
            }
        }
    }

    private static void assertPointOf(Result result, ConsumerRecord<String, byte[]> record) throws Exception {
        assertEquals(PROBE, record.key());
        assertEquals(ProbePartition.of(PROBE, PARTITIONS), record.partition());
        assertEquals(
                "application/x-protobuf",
                new String(record.headers().lastHeader("content-type").value(), StandardCharsets.US_ASCII));
        var request = ExportMetricsServiceRequest.parseFrom(record.value());
        var metrics = request.getResourceMetrics(0).getScopeMetrics(0).getMetricsList();
        assertEquals(result.metrics().values().size() + 1, metrics.size());
        Instant ended = result.startedAt().plusNanos(result.durationUs() * 1_000);
        metrics.forEach(metric -> assertEquals(
                ended,
                Instant.ofEpochSecond(0, metric.getGauge().getDataPoints(0).getTimeUnixNano())));
    }

    private static void send(String bootstrap, List<Result> results) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Result result : results) {
                producer.send(Topics.RESULTS.record(result.probe(), result, PARTITIONS))
                        .get();
            }
        }
    }

    /// Until so many are there, and what comes with the last of them.
    private static List<ConsumerRecord<String, byte[]>> read(String bootstrap, int count) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions =
                    List.of(new TopicPartition(Topics.METRICS.name(), 0), new TopicPartition(Topics.METRICS.name(), 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (records.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
