package io.waddleperf.api.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SeriesReadingsTest {
    private static final Details.Certificate LEAF = certificate("2027-02-01T00:00:00Z");

    private static Details.Certificate certificate(String end) {
        return new Details.Certificate(
                "CN=a", "CN=b", Instant.parse("2026-01-01T00:00:00Z"), Instant.parse(end), "TLSv1.3", "x", "trusted");
    }

    private static Map<String, Double> read(Result result, boolean fresh) {
        var page = new Page(1_000);
        assertTrue(page.add(SeriesReadings.of(result, "probe=\"p\"", fresh)));
        return OpenMetrics.read(page.text());
    }

    private static Result result(
            io.waddleperf.contracts.Test test, Outcome outcome, Metrics metrics, @Nullable Details details) {
        Result plain = Samples.result("p", "web", test, Samples.AT, outcome, metrics);
        return new Result(
                plain.id(),
                plain.commandId(),
                plain.runId(),
                plain.probe(),
                plain.target(),
                plain.check(),
                test,
                plain.family(),
                1,
                plain.cause(),
                plain.dueAt(),
                plain.startedAt(),
                plain.durationUs(),
                outcome,
                metrics,
                null,
                details,
                plain.quality());
    }

    @Test
    void tellsAPingUnderTheNamesOfBlackboxExporterAndOurs() {
        var read = read(Samples.ping("p", "web", Samples.AT), true);
        assertEquals(1, read.get("probe_success{probe=\"p\"}"));
        assertEquals(0.02, read.get("probe_duration_seconds{probe=\"p\"}"));
        assertEquals(0.00005, read.get("probe_icmp_duration_seconds{phase=\"rtt\",probe=\"p\"}"));
        assertEquals(64, read.get("probe_icmp_reply_hop_limit{probe=\"p\"}"));
        assertEquals(0.00006, read.get("waddleperf_rtt_seconds{probe=\"p\",stat=\"p95\"}"));
        assertEquals(0.0000025, read.get("waddleperf_jitter_seconds{probe=\"p\"}"));
        assertEquals(0, read.get("waddleperf_loss_ratio{probe=\"p\"}"));
        assertEquals(Samples.AT.getEpochSecond() + 0.002, read.get("waddleperf_result_timestamp_seconds{probe=\"p\"}"));
    }

    @Test
    void tellsHttpByPhaseWithStatusAndVersion() {
        var metrics = Metrics.builder()
                .put(Metric.CONNECT_US, 1_000)
                .put(Metric.FIRST_BYTE_US, 20_000)
                .put(Metric.TOTAL_US, 30_000)
                .build();
        var details = new Details.HttpDetails("192.0.2.7", "https://web/", 503, "HTTP/1.1", LEAF);
        var read = read(
                result(io.waddleperf.contracts.Test.HTTP, new Outcome.Failed(Failure.STATUS, "503"), metrics, details),
                true);
        assertEquals(0, read.get("probe_success{probe=\"p\"}"));
        assertEquals(503, read.get("probe_http_status_code{probe=\"p\"}"));
        assertEquals(1.1, read.get("probe_http_version{probe=\"p\"}"));
        assertEquals(1, read.get("probe_http_ssl{probe=\"p\"}"));
        assertEquals(0.001, read.get("probe_http_duration_seconds{phase=\"connect\",probe=\"p\"}"));
        assertEquals(0.02, read.get("probe_http_duration_seconds{phase=\"processing\",probe=\"p\"}"));
        assertFalse(read.containsKey("probe_http_duration_seconds{phase=\"tls\",probe=\"p\"}"), "it was not reached");
        assertFalse(
                read.keySet().stream().anyMatch(name -> name.startsWith("probe_ssl_")),
                "the chain is not known, and another end may come earlier");
        assertEquals(
                (double) LEAF.notAfter().getEpochSecond(),
                read.get("waddleperf_certificate_expiry_timestamp_seconds{probe=\"p\"}"));
    }

    @Test
    void tellsTheEarliestEndOfAChain() {
        var details = new Details.TlsDetails(
                "192.0.2.7", 443, "TLSv1.3", "x", null, List.of(LEAF, certificate("2026-12-24T00:00:00Z")), "trusted");
        var read = read(result(io.waddleperf.contracts.Test.TLS, new Outcome.Measured(), Metrics.NONE, details), true);
        assertEquals(
                (double) Instant.parse("2026-12-24T00:00:00Z").getEpochSecond(),
                read.get("probe_ssl_earliest_cert_expiry{probe=\"p\"}"));
        assertEquals(1, read.get("probe_tls_version_info{probe=\"p\",version=\"TLS 1.3\"}"));
    }

    @Test
    void saysNothingOfATargetThatWasNotAskedOrLongAgo() {
        String seen = "waddleperf_result_timestamp_seconds{probe=\"p\"}";
        var refused = Samples.failed(
                "p", "web", io.waddleperf.contracts.Test.PING, Samples.AT, new Outcome.Refused("overload"));
        assertEquals(List.of(seen), List.copyOf(read(refused, true).keySet()));
        var old = Samples.ping("p", "web", Samples.AT);
        assertEquals(List.of(seen), List.copyOf(read(old, false).keySet()));
    }

    /// Of a test of any kind with all numbers that there are.
    @ParameterizedTest
    @EnumSource(io.waddleperf.contracts.Test.class)
    void eachNumberIsToldOnce(io.waddleperf.contracts.Test test) {
        var all = Metrics.builder();
        Arrays.stream(Metric.values()).forEach(metric -> all.put(metric, 7));
        assertNotNull(read(result(test, new Outcome.Measured(), all.build(), null), true)
                .get("probe_success{probe=\"p\"}"));
    }

    @Test
    void namesAreUniqueAndInBaseUnits() {
        var names = new HashSet<String>();
        for (Gauge gauge : Gauge.values()) {
            assertTrue(names.add(gauge.metricName()), gauge::metricName);
            assertTrue(gauge.metricName().matches("(probe|waddleperf)_[a-z_]+"), gauge::metricName);
            assertFalse(gauge.metricName().matches(".*_(us|ms|days|percent)(_.*)?"), gauge::metricName);
            assertFalse(gauge.help().contains("\n"), gauge::metricName);
        }
    }
}
