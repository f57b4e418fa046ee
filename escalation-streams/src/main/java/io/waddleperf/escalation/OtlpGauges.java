package io.waddleperf.escalation;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The numbers of a result as gauges of OTLP 1 (opentelemetry.io), in protobuf.
///
/// The resource is the probe, told apart by `service.instance.id` as the semantic conventions want it; each number is a
/// point with the attributes of its series, at the time when the test had ended. Units are UCUM's, times in seconds, as
/// OpenTelemetry's conventions want them.
final class OtlpGauges {
    private static final String SCOPE = "io.waddleperf";
    private static final String PREFIX = "waddleperf.";
    private static final Map<io.waddleperf.contracts.Metric, Named> NAMES = names();

    private OtlpGauges() {}

    private static Map<io.waddleperf.contracts.Metric, Named> names() {
        var names = new EnumMap<io.waddleperf.contracts.Metric, Named>(io.waddleperf.contracts.Metric.class);
        for (var metric : io.waddleperf.contracts.Metric.values()) {
            names.put(metric, Named.of(metric));
        }
        return names;
    }

    /// @param scale from our unit to that of OTLP
    private record Named(String name, String unit, double scale) {
        static Named of(io.waddleperf.contracts.Metric metric) {
            String wire = metric.wireName();
            if (wire.endsWith("Us")) {
                return new Named(snake(wire, "Us"), "s", 1e-6);
            }
            if (wire.endsWith("BitsPerSecond") || wire.equals("bitsPerSecond")) {
                return new Named(snake(wire, ""), "bit/s", 1);
            }
            if (wire.endsWith("Bytes")) {
                return new Named(snake(wire, "Bytes"), "By", 1);
            }
            return wire.endsWith("Days") ? new Named(snake(wire, "Days"), "d", 1) : new Named(snake(wire, ""), "1", 1);
        }

        /// `rttMeanUs` without its unit: `waddleperf.rtt_mean`.
        private static String snake(String wire, String unit) {
            String bare = wire.substring(0, wire.length() - unit.length());
            return PREFIX + bare.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }
    }

    /// @param site of the probe
    /// @return an ExportMetricsServiceRequest; empty where there is no number to tell
    static Optional<byte[]> of(Result result, String site) {
        var scope = ScopeMetrics.newBuilder()
                .setScope(InstrumentationScope.newBuilder().setName(SCOPE));
        var attributes = attributes(result);
        long atNanos = nanos(result.startedAt()) + result.durationUs() * 1_000;
        int success = success(result.outcome());
        if (success >= 0) {
            scope.addMetrics(gauge(new Named(PREFIX + "success", "1", 1), success, attributes, atNanos));
        }
        result.metrics()
                .values()
                .forEach((metric, value) ->
                        scope.addMetrics(gauge(requireNonNull(NAMES.get(metric)), value, attributes, atNanos)));
        if (scope.getMetricsCount() == 0) {
            return Optional.empty();
        }
        var resource = Resource.newBuilder()
                .addAttributes(text("service.name", "waddleperf"))
                .addAttributes(text("service.instance.id", result.probe()))
                .addAttributes(text(PREFIX + "probe", result.probe()))
                .addAttributes(text(PREFIX + "site", site));
        return Optional.of(ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(
                        ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope))
                .build()
                .toByteArray());
    }

    /// 1 or 0, or -1 where the target was not asked.
    private static int success(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured _ -> 1;
            case Outcome.Failed _, Outcome.TimedOut _ -> 0;
            case Outcome.Refused _, Outcome.Unsupported _, Outcome.Unknown _ -> -1;
        };
    }

    /// What doubts a number is there only where it holds, so that it makes no series of its own otherwise.
    private static List<KeyValue> attributes(Result result) {
        var attributes = new ArrayList<KeyValue>();
        attributes.add(text(PREFIX + "target", result.target()));
        attributes.add(text(PREFIX + "check", result.check()));
        attributes.add(text(PREFIX + "test", result.test().wireName()));
        attributes.add(text("network.type", result.family().wireName()));
        attributes.add(KeyValue.newBuilder()
                .setKey(PREFIX + "tier")
                .setValue(AnyValue.newBuilder().setIntValue(result.tier()))
                .build());
        flag(attributes, "simulated", result.quality().simulated());
        flag(attributes, "isolated", result.quality().isolated());
        flag(attributes, "under_load", result.quality().underLoad());
        return attributes;
    }

    private static void flag(List<KeyValue> attributes, String name, boolean holds) {
        if (holds) {
            attributes.add(KeyValue.newBuilder()
                    .setKey(PREFIX + name)
                    .setValue(AnyValue.newBuilder().setBoolValue(true))
                    .build());
        }
    }

    private static Metric gauge(Named named, double value, List<KeyValue> attributes, long atNanos) {
        var point = NumberDataPoint.newBuilder()
                .setTimeUnixNano(atNanos)
                .setAsDouble(value * named.scale())
                .addAllAttributes(attributes);
        return Metric.newBuilder()
                .setName(named.name())
                .setUnit(named.unit())
                .setGauge(Gauge.newBuilder().addDataPoints(point))
                .build();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }
}
