package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Sight;
import io.waddleperf.probe.measure.TrustedChain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a measurement says under blackbox_exporter's names. As there, what was not reached is 0.
///
/// @param measurement null where the target's name has no address
/// @param resolveSeconds how long its name took to resolve
record Readings(@Nullable Measurement measurement, double resolveSeconds) {
    private static final double US = 1e-6;
    private static final int DEADLINE_EXCEEDED = 4;
    private static final int UNAVAILABLE = 14;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern VERSION = Pattern.compile("HTTP/\\d(\\.\\d)?");
    private static final Sight.Records NO_RECORDS = new Sight.Records(List.of(), List.of(), List.of());
    private static final String EXPIRY = "probe_ssl_earliest_cert_expiry";
    private static final String PHASES = "probe_http_duration_seconds";
    private static final String HTTP_HELP = "Duration of http request by phase, summed over all redirects";

    void put(ScrapeModule.Work work, Exposition into) {
        switch (work) {
            case ScrapeModule.Work.Http http -> {
                regex(measurement != null && Verdict.regexFailed(http, measurement), into);
                http(into);
            }
            case ScrapeModule.Work.Tcp _ -> regex(false, into);
            case ScrapeModule.Work.Talk _ -> {
                regex(measurement != null && Verdict.unexpected(measurement), into);
                tls(into);
                lastChain(into);
            }
            case ScrapeModule.Work.Icmp _ -> icmp(into);
            case ScrapeModule.Work.Grpc _ -> grpc(into);
            case ScrapeModule.Work.Dns _ -> dns(into);
        }
    }

    private double seconds(Metric metric) {
        return number(metric) * US;
    }

    private double number(Metric metric) {
        return measurement == null ? 0 : measurement.metrics().get(metric).orElse(0);
    }

    private static void regex(boolean failed, Exposition into) {
        into.put("probe_failed_due_to_regex", "Indicates if probe failed due to regex", failed ? 1 : 0);
    }

    private void http(Exposition into) {
        into.put(PHASES, HTTP_HELP, "phase=\"resolve\"", resolveSeconds);
        if (!withoutAuthorities()) { // as there
            into.put(PHASES, HTTP_HELP, "phase=\"connect\"", seconds(Metric.CONNECT_US))
                    .put(PHASES, HTTP_HELP, "phase=\"tls\"", seconds(Metric.TLS_US))
                    .put(PHASES, HTTP_HELP, "phase=\"processing\"", seconds(Metric.FIRST_BYTE_US))
                    .put(PHASES, HTTP_HELP, "phase=\"transfer\"", seconds(Metric.TRANSFER_US));
        }
        var seen = measurement != null && measurement.details() instanceof Details.HttpDetails details ? details : null;
        boolean answered = seen != null && seen.status() > 0;
        boolean tls = seen != null && answered && seen.url().startsWith("https:");
        lengths(seen, into);
        into.put("probe_http_ssl", "Indicates if SSL was used for the final redirect", tls ? 1 : 0)
                .put("probe_http_redirects", "The number of redirects", seen == null ? 0 : redirects(seen))
                .put("probe_http_status_code", "Response HTTP status code", seen == null ? 0 : seen.status())
                .put("probe_http_version", "Returns the version of HTTP of the probe response", version(seen));
        if (answered) {
            tls(into);
            lastChain(into);
        }
    }

    /// Whether the module names a file of authorities that cannot be used.
    private boolean withoutAuthorities() {
        return measurement != null
                && measurement.details() == null
                && measurement.outcome() instanceof Outcome.Failed failed
                && failed.failure() == Failure.TLS;
    }

    /// The body of a redirect that is not followed is not read there.
    private void lengths(Details.@Nullable HttpDetails seen, Exposition into) {
        var head = measurement != null && measurement.sight() instanceof Sight.Head sight && seen != null
                ? new HeadReadings(sight, seen.status())
                : null;
        boolean unread = seen != null && REDIRECTS.contains(seen.status());
        into.put(
                        "probe_http_content_length",
                        "Length of http content response",
                        head == null ? 0 : head.contentLength())
                .put(
                        "probe_http_uncompressed_body_length",
                        "Length of uncompressed response body",
                        unread ? 0 : number(Metric.BODY_BYTES));
        if (head != null) {
            head.lastModified(into);
        }
    }

    /// With the last one, also where it is not followed.
    private static int redirects(Details.HttpDetails seen) {
        int followed = seen.redirects() == null ? 0 : seen.redirects().size();
        return followed + (REDIRECTS.contains(seen.status()) ? 1 : 0);
    }

    private static double version(Details.@Nullable HttpDetails seen) {
        return seen == null || !VERSION.matcher(seen.version()).matches()
                ? 0
                : Double.parseDouble(seen.version().substring(5));
    }

    /// Only of a chain that is trusted: with another there was no test.
    private void tls(Exposition into) {
        var chain = measurement == null ? null : measurement.chain();
        if (chain == null) {
            return;
        }
        var leaf = CertificateLabels.of(chain.certificates().getFirst());
        var version = Map.of("version", chain.protocol().replace("TLSv", "TLS "));
        into.put(EXPIRY, "Returns earliest SSL cert expiry in unixtime", earliestEnd(chain))
                .put(
                        "probe_ssl_last_chain_info",
                        "Contains SSL leaf certificate information",
                        Exposition.labels(leaf),
                        1)
                .put("probe_tls_version_info", "Contains the TLS version used", Exposition.labels(version), 1);
    }

    /// There it is the latest end of all chains that lead to an authority; we look at the one that was sent.
    private void lastChain(Exposition into) {
        if (measurement != null && measurement.chain() != null) {
            into.put(
                    "probe_ssl_last_chain_expiry_timestamp_seconds",
                    "Returns last SSL chain expiry in timestamp seconds",
                    earliestEnd(measurement.chain()));
        }
    }

    private static double earliestEnd(TrustedChain chain) {
        return chain.certificates().stream()
                .mapToLong(one -> one.getNotAfter().toInstant().getEpochSecond())
                .min()
                .orElse(0);
    }

    private void icmp(Exposition into) {
        String name = "probe_icmp_duration_seconds";
        String help = "Duration of icmp request by phase";
        into.put(name, help, "phase=\"resolve\"", resolveSeconds)
                .put(name, help, "phase=\"setup\"", 0) // sockets are open before
                .put(name, help, "phase=\"rtt\"", seconds(Metric.RTT_MEAN_US));
        if (measurement != null && measurement.details() instanceof Details.PingDetails seen && seen.ttl() != null) {
            into.put("probe_icmp_reply_hop_limit", "Replied packet hop limit (TTL for ipv4)", seen.ttl());
        }
    }

    /// Without an address nothing was asked, and nothing but zeros is told.
    private void grpc(Exposition into) {
        String name = "probe_grpc_duration_seconds";
        String help = "Duration of gRPC request by phase";
        var seen = measurement != null && measurement.details() instanceof Details.GrpcDetails details ? details : null;
        into.put(name, help, "phase=\"resolve\"", resolveSeconds)
                .put(EXPIRY, "Returns earliest SSL cert expiry in unixtime", 0)
                .put(
                        "probe_grpc_ssl",
                        "Indicates if SSL was used for the connection",
                        seen != null && seen.grpcStatus() != null && seen.certificate() != null ? 1 : 0)
                .put("probe_grpc_status_code", "Response gRPC status code", seen == null ? 0 : grpcStatus(seen));
        if (seen == null) {
            return;
        }
        into.put(name, help, "phase=\"check\"", seconds(Metric.TOTAL_US));
        for (String serving : List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN")) {
            into.put(
                    "probe_grpc_healthcheck_response",
                    "Response HealthCheck response",
                    "serving_status=\"" + serving + '"',
                    serving.equals(seen.serving()) ? 1 : 0);
        }
        tls(into);
    }

    /// As a client's library tells what kept it from an answer.
    private int grpcStatus(Details.GrpcDetails seen) {
        if (seen.grpcStatus() != null) {
            return seen.grpcStatus();
        }
        return measurement != null && measurement.outcome() instanceof Outcome.TimedOut
                ? DEADLINE_EXCEEDED
                : UNAVAILABLE;
    }

    private void dns(Exposition into) {
        String name = "probe_dns_duration_seconds";
        String help = "Duration of DNS request by phase";
        double connect = seconds(Metric.CONNECT_US) + seconds(Metric.TLS_US);
        into.put(name, help, "phase=\"resolve\"", resolveSeconds)
                .put(name, help, "phase=\"connect\"", connect)
                .put(name, help, "phase=\"request\"", seconds(Metric.LOOKUP_US));
        var seen = measurement != null && measurement.details() instanceof Details.DnsDetails details ? details : null;
        boolean answered = seen != null && !seen.rcode().isEmpty();
        var records = measurement != null && measurement.sight() instanceof Sight.Records sight ? sight : NO_RECORDS;
        into.put(
                        "probe_dns_answer_rrs",
                        "Returns number of entries in the answer resource record list",
                        records.answer().size())
                .put(
                        "probe_dns_authority_rrs",
                        "Returns number of entries in the authority resource record list",
                        records.authority().size())
                .put(
                        "probe_dns_additional_rrs",
                        "Returns number of entries in the additional resource record list",
                        records.additional().size())
                .put(
                        "probe_dns_query_succeeded",
                        "Displays whether or not the query was executed successfully",
                        answered ? 1 : 0);
        if (seen != null && answered && seen.recordType().equals("SOA")) {
            serial(seen.answers(), into);
        }
    }

    /// The third of a SOA record's data (RFC 1035, section 3.3.13).
    private static void serial(List<String> answers, Exposition into) {
        for (String answer : answers) {
            String[] parts = answer.split("\\s+", -1);
            if (parts.length >= 3 && parts[2].matches("\\d{1,10}")) {
                into.put("probe_dns_serial", "Returns the serial number of the zone", Double.parseDouble(parts[2]));
                return;
            }
        }
    }
}
