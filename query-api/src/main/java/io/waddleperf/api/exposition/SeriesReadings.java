package io.waddleperf.api.exposition;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the newest result of a series says.
final class SeriesReadings {
    private static final Pattern HTTP = Pattern.compile("HTTP/\\d(\\.\\d)?");

    private final Result result;
    private final String labels;
    private final List<Reading> readings = new ArrayList<>();

    private SeriesReadings(Result result, String labels) {
        this.result = result;
        this.labels = labels;
    }

    /// @param labels of the series
    /// @param fresh  whether it came when it should have: an old number would look like a new one
    static List<Reading> of(Result result, String labels, boolean fresh) {
        var all = new SeriesReadings(result, labels);
        all.put(Gauge.TIMESTAMP, seconds(result.startedAt()));
        boolean asked =
                result.outcome() instanceof Outcome.Measured || result.outcome().unanswered();
        if (asked && fresh) {
            all.put(Gauge.SUCCESS, result.outcome() instanceof Outcome.Measured ? 1 : 0);
            all.put(Gauge.DURATION, result.durationUs() / 1e6);
            all.put(Gauge.UNDER_LOAD, result.quality().underLoad() ? 1 : 0);
            all.numbers();
            all.details(result.details());
        }
        return all.readings;
    }

    private void put(Gauge gauge, double value) {
        readings.add(new Reading(gauge, labels, value));
    }

    private void put(Gauge gauge, String label, String name, double value) {
        readings.add(new Reading(gauge, labels + ',' + label + "=\"" + Page.escaped(name) + '"', value));
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }

    private void numbers() {
        result.metrics().values().forEach(this::number);
        switch (result.test()) {
            case PING -> {
                if (result.quality().protocol().startsWith("icmp")) {
                    result.metrics()
                            .get(Metric.RTT_MEAN_US)
                            .ifPresent(us -> put(Gauge.ICMP_DURATION, "phase", "rtt", us / 1e6));
                }
            }
            case DNS -> {
                phase(Gauge.DNS_DURATION, "connect", Metric.CONNECT_US, Metric.TLS_US);
                phase(Gauge.DNS_DURATION, "request", Metric.LOOKUP_US);
            }
            case HTTP -> {
                phase(Gauge.HTTP_DURATION, "resolve", Metric.RESOLVE_US);
                phase(Gauge.HTTP_DURATION, "connect", Metric.CONNECT_US);
                phase(Gauge.HTTP_DURATION, "tls", Metric.TLS_US);
                phase(Gauge.HTTP_DURATION, "processing", Metric.FIRST_BYTE_US);
                phase(Gauge.HTTP_DURATION, "transfer", Metric.TRANSFER_US);
            }
            case GRPC -> {
                phase(Gauge.GRPC_DURATION, "resolve", Metric.RESOLVE_US);
                phase(Gauge.GRPC_DURATION, "check", Metric.TOTAL_US);
            }
            case TCP, TLS, SSH, TRACEROUTE, MTU, SYSTEM, UDP, PORTS, THROUGHPUT, CAPTURE, SPEEDTEST, UNKNOWN -> {
                own("resolve", Metric.RESOLVE_US);
                own("connect", Metric.CONNECT_US);
                own("tls", Metric.TLS_US);
                own("first-byte", Metric.FIRST_BYTE_US);
                own("transfer", Metric.TRANSFER_US);
                own("lookup", Metric.LOOKUP_US);
            }
        }
    }

    /// The sum of those that are there.
    private void phase(Gauge gauge, String phase, Metric... parts) {
        Metrics metrics = result.metrics();
        double us = 0;
        boolean any = false;
        for (Metric part : parts) {
            any |= metrics.get(part).isPresent();
            us += metrics.get(part).orElse(0);
        }
        if (any) {
            put(gauge, "phase", phase, us / 1e6);
        }
    }

    private void own(String phase, Metric metric) {
        phase(Gauge.PHASE, phase, metric);
    }

    private void number(Metric metric, double value) {
        double seconds = value / 1e6;
        switch (metric) {
            case PACKETS_SENT -> put(Gauge.PACKETS_SENT, value);
            case PACKETS_RECEIVED -> put(Gauge.PACKETS_RECEIVED, value);
            case LOSS_RATIO -> put(Gauge.LOSS, value);
            case RTT_MIN_US -> put(Gauge.RTT, "stat", "min", seconds);
            case RTT_MEAN_US -> put(Gauge.RTT, "stat", "mean", seconds);
            case RTT_P50_US -> put(Gauge.RTT, "stat", "p50", seconds);
            case RTT_P95_US -> put(Gauge.RTT, "stat", "p95", seconds);
            case RTT_MAX_US -> put(Gauge.RTT, "stat", "max", seconds);
            case JITTER_US -> put(Gauge.JITTER, seconds);
            case TOTAL_US -> put(Gauge.TOTAL, seconds);
            case BODY_BYTES -> put(Gauge.BODY, value);
            case HOPS -> put(Gauge.HOPS, value);
            case PATH_MTU_BYTES -> put(Gauge.MTU, value);
            case CPU_BUSY_RATIO -> put(Gauge.CPU, value);
            case LOAD_AVERAGE -> put(Gauge.LOAD_AVERAGE, value);
            case MEMORY_AVAILABLE_BYTES -> put(Gauge.MEMORY, value);
            case INTERFACE_ERRORS -> put(Gauge.INTERFACE_ERRORS, value);
            case FORWARD_LOSS_RATIO -> put(Gauge.ONE_WAY_LOSS, "direction", "forward", value);
            case BACKWARD_LOSS_RATIO -> put(Gauge.ONE_WAY_LOSS, "direction", "backward", value);
            case FORWARD_PDV_US -> put(Gauge.DELAY_VARIATION, "direction", "forward", seconds);
            case BACKWARD_PDV_US -> put(Gauge.DELAY_VARIATION, "direction", "backward", seconds);
            case FORWARD_DELAY_US -> put(Gauge.ONE_WAY_DELAY, "direction", "forward", seconds);
            case BACKWARD_DELAY_US -> put(Gauge.ONE_WAY_DELAY, "direction", "backward", seconds);
            case FORWARD_JITTER_US -> put(Gauge.ONE_WAY_JITTER, "direction", "forward", seconds);
            case BACKWARD_JITTER_US -> put(Gauge.ONE_WAY_JITTER, "direction", "backward", seconds);
            case REORDERED_RATIO -> put(Gauge.REORDERED, value);
            case DUPLICATE_RATIO -> put(Gauge.DUPLICATES, value);
            case OPEN_PORTS -> put(Gauge.PORTS, "state", "open", value);
            case CLOSED_PORTS -> put(Gauge.PORTS, "state", "closed", value);
            case FILTERED_PORTS -> put(Gauge.PORTS, "state", "filtered", value);
            case BANNER_US -> put(Gauge.PHASE, "phase", "banner", seconds);
            case KEY_EXCHANGE_US -> put(Gauge.PHASE, "phase", "key-exchange", seconds);
            case AUTHENTICATION_US -> put(Gauge.PHASE, "phase", "authentication", seconds);
            case BITS_PER_SECOND -> put(Gauge.THROUGHPUT, value);
            case FORWARD_BITS_PER_SECOND -> put(Gauge.ONE_WAY_THROUGHPUT, "direction", "forward", value);
            case BACKWARD_BITS_PER_SECOND -> put(Gauge.ONE_WAY_THROUGHPUT, "direction", "backward", value);
            case RETRANSMITS -> put(Gauge.RETRANSMITS, value);
            case IDLE_RTT_P50_US -> loaded("idle", "p50", seconds);
            case IDLE_RTT_P95_US -> loaded("idle", "p95", seconds);
            case LOADED_RTT_P50_US -> loaded("loaded", "p50", seconds);
            case LOADED_RTT_P95_US -> loaded("loaded", "p95", seconds);
            case CAPTURED_PACKETS -> put(Gauge.CAPTURED_PACKETS, value);
            case CAPTURED_BYTES -> put(Gauge.CAPTURED_BYTES, value);
            case DROPPED_PACKETS -> put(Gauge.DROPPED_PACKETS, value);
            // by phase
            case RESOLVE_US, CONNECT_US, TLS_US, FIRST_BYTE_US, TRANSFER_US, LOOKUP_US -> {}
            // the end of the certificate says it, and does not age
            case CERTIFICATE_DAYS -> {}
        }
    }

    private void loaded(String load, String stat, double seconds) {
        readings.add(new Reading(Gauge.LOADED_RTT, labels + ",load=\"" + load + "\",stat=\"" + stat + '"', seconds));
    }

    private void details(@Nullable Details details) {
        switch (details) {
            case Details.PingDetails ping -> {
                if (ping.ttl() != null) {
                    put(Gauge.ICMP_HOP_LIMIT, ping.ttl());
                }
            }
            case Details.HttpDetails http -> http(http);
            case Details.DnsDetails dns -> {
                put(Gauge.DNS_ANSWERS, dns.answers().size());
                put(Gauge.DNS_SUCCEEDED, dns.rcode().isEmpty() ? 0 : 1);
                certificate(dns.certificate());
            }
            case Details.TlsDetails tls -> {
                put(Gauge.TLS_VERSION, "version", tls.version().replace("TLSv", "TLS "), 1);
                tls.chain().stream()
                        .map(Details.Certificate::notAfter)
                        .min(Instant::compareTo)
                        .ifPresent(end -> put(Gauge.TLS_EXPIRY, (double) end.getEpochSecond()));
                certificate(tls.chain().isEmpty() ? null : tls.chain().getFirst());
            }
            case Details.GrpcDetails grpc -> {
                if (grpc.grpcStatus() != null) {
                    put(Gauge.GRPC_STATUS, grpc.grpcStatus());
                }
                certificate(grpc.certificate());
            }
            case Details.SpeedtestDetails speed -> certificate(speed.certificate());
            case null -> {}
            case Details.TcpDetails _,
                    Details.TracerouteDetails _,
                    Details.MtuDetails _,
                    Details.SystemDetails _,
                    Details.SshDetails _,
                    Details.UdpDetails _,
                    Details.PortsDetails _,
                    Details.ThroughputDetails _,
                    Details.CaptureDetails _,
                    Details.Unknown _ -> {}
        }
    }

    private void http(Details.HttpDetails seen) {
        boolean answered = seen.status() > 0;
        put(Gauge.HTTP_SSL, answered && seen.url().startsWith("https:") ? 1 : 0);
        put(
                Gauge.HTTP_REDIRECTS,
                seen.redirects() == null ? 0 : seen.redirects().size());
        put(Gauge.HTTP_STATUS, seen.status());
        put(
                Gauge.HTTP_VERSION,
                HTTP.matcher(seen.version()).matches()
                        ? Double.parseDouble(seen.version().substring(5))
                        : 0);
        certificate(seen.certificate());
    }

    private void certificate(Details.@Nullable Certificate leaf) {
        if (leaf != null) {
            put(Gauge.CERTIFICATE_EXPIRY, (double) leaf.notAfter().getEpochSecond());
        }
    }
}
