package io.waddleperf.escalation;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Read by the stock classes of OpenTelemetry.
class OtlpGaugesTest {
    private static final Instant AT = Samples.AT;

    private static ExportMetricsServiceRequest read(Result result) throws Exception {
        return ExportMetricsServiceRequest.parseFrom(
                OtlpGauges.of(result, "fra").orElseThrow());
    }

    private static Map<String, Metric> metrics(Result result) throws Exception {
        return read(result).getResourceMetrics(0).getScopeMetrics(0).getMetricsList().stream()
                .collect(Collectors.toMap(Metric::getName, metric -> metric));
    }

    private static Metric metric(Result result, String name) throws Exception {
        return requireNonNull(metrics(result).get(name), name);
    }

    private static NumberDataPoint point(Result result, String name) throws Exception {
        return metric(result, name).getGauge().getDataPoints(0);
    }

    private static AnyValue value(List<KeyValue> attributes, String name) {
        return requireNonNull(values(attributes).get(name), name);
    }

    private static Map<String, AnyValue> values(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    private static Result ended(Outcome outcome, Metrics numbers) {
        Result ping = Samples.ping("local", "web", AT);
        return new Result(
                ping.id(),
                ping.commandId(),
                ping.runId(),
                ping.probe(),
                ping.target(),
                ping.check(),
                ping.test(),
                ping.family(),
                ping.tier(),
                ping.cause(),
                ping.dueAt(),
                ping.startedAt(),
                ping.durationUs(),
                outcome,
                numbers,
                null,
                null,
                ping.quality());
    }

    @Test
    void namesTheProbeAsItsResource() throws Exception {
        var request = read(Samples.ping("local", "web", AT));
        assertEquals(1, request.getResourceMetricsCount());
        var resource = request.getResourceMetrics(0).getResource().getAttributesList();
        assertEquals("waddleperf", value(resource, "service.name").getStringValue());
        assertEquals("local", value(resource, "service.instance.id").getStringValue());
        assertEquals("local", value(resource, "waddleperf.probe").getStringValue());
        assertEquals("fra", value(resource, "waddleperf.site").getStringValue());
    }

    @Test
    void carriesEachNumberOfTheResultInUnitsOfOpenTelemetry() throws Exception {
        Result ping = Samples.ping("local", "web", AT);
        assertEquals(ping.metrics().values().size() + 1, metrics(ping).size());
        double meanUs =
                ping.metrics().get(io.waddleperf.contracts.Metric.RTT_MEAN_US).orElseThrow();
        assertEquals("s", metric(ping, "waddleperf.rtt_mean").getUnit());
        assertEquals(meanUs * 1e-6, point(ping, "waddleperf.rtt_mean").getAsDouble(), 1e-12);
        assertEquals("1", metric(ping, "waddleperf.loss_ratio").getUnit());
        assertEquals(1.0, point(ping, "waddleperf.success").getAsDouble());
    }

    @Test
    void tellsEachPointItsSeriesAndWhenItWasMeasured() throws Exception {
        Result ping = Samples.ping("local", "web", AT);
        NumberDataPoint point = point(ping, "waddleperf.rtt_mean");
        var attributes = point.getAttributesList();
        assertEquals("web", value(attributes, "waddleperf.target").getStringValue());
        assertEquals("ping", value(attributes, "waddleperf.check").getStringValue());
        assertEquals("ping", value(attributes, "waddleperf.test").getStringValue());
        assertEquals("ipv4", value(attributes, "network.type").getStringValue());
        assertEquals(1, value(attributes, "waddleperf.tier").getIntValue());
        Instant ended = ping.startedAt().plusNanos(ping.durationUs() * 1_000);
        assertEquals(ended, Instant.ofEpochSecond(0, point.getTimeUnixNano()));
        boolean doubted = values(attributes).containsKey("waddleperf.isolated");
        assertEquals(ping.quality().isolated(), doubted);
    }

    @Test
    void tellsWhetherTheTargetAnsweredAndNothingWhereItWasNotAsked() throws Exception {
        Result failed = ended(new Outcome.Failed(Failure.NAME_NOT_FOUND, "refused"), Metrics.NONE);
        assertEquals(0.0, point(failed, "waddleperf.success").getAsDouble());
        assertEquals(1, metrics(failed).size());
        assertTrue(OtlpGauges.of(ended(new Outcome.Refused("expired"), Metrics.NONE), "fra")
                .isEmpty());
        assertTrue(OtlpGauges.of(ended(new Outcome.Unsupported("no tool"), Metrics.NONE), "fra")
                .isEmpty());
    }

    /// One name for each metric, as Prometheus' and OpenTelemetry's rules for names want it.
    @Test
    void givesEachMetricANameOfItsOwn() throws Exception {
        var all = Metrics.builder();
        for (var metric : io.waddleperf.contracts.Metric.values()) {
            all.put(metric, 1);
        }
        Result every = ended(new Outcome.Measured(), all.build());
        var named = metrics(every).keySet();
        assertEquals(io.waddleperf.contracts.Metric.values().length + 1, named.size());
        named.forEach(name -> assertTrue(name.matches("waddleperf\\.[a-z0-9]+(_[a-z0-9]+)*"), name));
        assertEquals("By", metric(every, "waddleperf.path_mtu").getUnit());
        assertEquals(
                "bit/s", metric(every, "waddleperf.forward_bits_per_second").getUnit());
        assertEquals("d", metric(every, "waddleperf.certificate").getUnit());
        assertFalse(named.contains("waddleperf.rtt_mean_us"));
    }
}
