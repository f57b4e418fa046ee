package io.waddleperf.escalation;

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
        return ExportMetricsServiceRequest.parseFrom(OtlpGauges.of(result, "fra"));
    }

    private static Map<String, Metric> metrics(Result result) throws Exception {
        return read(result).getResourceMetrics(0).getScopeMetrics(0).getMetricsList().stream()
                .collect(Collectors.toMap(Metric::getName, metric -> metric));
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
        var resource = values(request.getResourceMetrics(0).getResource().getAttributesList());
        assertEquals("waddleperf", resource.get("service.name").getStringValue());
        assertEquals("local", resource.get("waddleperf.probe").getStringValue());
        assertEquals("fra", resource.get("waddleperf.site").getStringValue());
    }

    @Test
    void carriesEachNumberOfTheResultInUnitsOfOpenTelemetry() throws Exception {
        Result ping = Samples.ping("local", "web", AT);
        var metrics = metrics(ping);
        assertEquals(ping.metrics().values().size() + 1, metrics.size());
        Metric rtt = metrics.get("waddleperf.rtt_mean");
        double meanUs =
                ping.metrics().get(io.waddleperf.contracts.Metric.RTT_MEAN_US).orElseThrow();
        assertEquals("s", rtt.getUnit());
        assertEquals(meanUs * 1e-6, rtt.getGauge().getDataPoints(0).getAsDouble(), 1e-12);
        assertEquals("1", metrics.get("waddleperf.loss_ratio").getUnit());
        assertEquals(
                1.0,
                metrics.get("waddleperf.success").getGauge().getDataPoints(0).getAsDouble());
    }

    @Test
    void tellsEachPointItsSeriesAndWhenItWasMeasured() throws Exception {
        Result ping = Samples.ping("local", "web", AT);
        NumberDataPoint point =
                metrics(ping).get("waddleperf.rtt_mean").getGauge().getDataPoints(0);
        var attributes = values(point.getAttributesList());
        assertEquals("web", attributes.get("waddleperf.target").getStringValue());
        assertEquals("ping", attributes.get("waddleperf.check").getStringValue());
        assertEquals("ping", attributes.get("waddleperf.test").getStringValue());
        assertEquals("ipv4", attributes.get("network.type").getStringValue());
        assertEquals(1, attributes.get("waddleperf.tier").getIntValue());
        Instant ended = ping.startedAt().plusNanos(ping.durationUs() * 1_000);
        assertEquals(ended, Instant.ofEpochSecond(0, point.getTimeUnixNano()));
        boolean doubted = attributes.containsKey("waddleperf.isolated");
        assertEquals(ping.quality().isolated(), doubted);
    }

    @Test
    void tellsWhetherTheTargetAnsweredAndNothingWhereItWasNotAsked() throws Exception {
        var failed = metrics(ended(new Outcome.Failed(Failure.values()[0], "refused"), Metrics.NONE));
        assertEquals(
                0.0,
                failed.get("waddleperf.success").getGauge().getDataPoints(0).getAsDouble());
        assertEquals(1, failed.size());
        assertTrue(metrics(ended(new Outcome.Refused("expired"), Metrics.NONE)).isEmpty());
        assertTrue(metrics(ended(new Outcome.Unsupported("no tool"), Metrics.NONE)).isEmpty());
    }

    /// One name for each metric, as Prometheus' and OpenTelemetry's rules for names want it.
    @Test
    void givesEachMetricANameOfItsOwn() throws Exception {
        var all = Metrics.builder();
        for (var metric : io.waddleperf.contracts.Metric.values()) {
            all.put(metric, 1);
        }
        var named = metrics(ended(new Outcome.Measured(), all.build()));
        assertEquals(io.waddleperf.contracts.Metric.values().length + 1, named.size());
        named.keySet().forEach(name -> assertTrue(name.matches("waddleperf\\.[a-z0-9]+(_[a-z0-9]+)*"), name));
        assertEquals("By", named.get("waddleperf.path_mtu").getUnit());
        assertEquals("bit/s", named.get("waddleperf.forward_bits_per_second").getUnit());
        assertEquals("d", named.get("waddleperf.certificate").getUnit());
        assertFalse(named.containsKey("waddleperf.rtt_mean_us"));
    }
}
