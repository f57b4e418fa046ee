package io.waddleperf.policy;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a test of a deeper tier says, in one line.
final class Findings {
    private static final List<Metric> TOLD = List.of(
            Metric.RTT_MEAN_US,
            Metric.LOSS_RATIO,
            Metric.FORWARD_LOSS_RATIO,
            Metric.BACKWARD_LOSS_RATIO,
            Metric.JITTER_US,
            Metric.CONNECT_US,
            Metric.TLS_US,
            Metric.FIRST_BYTE_US,
            Metric.KEY_EXCHANGE_US,
            Metric.AUTHENTICATION_US,
            Metric.TOTAL_US,
            Metric.LOOKUP_US,
            Metric.CERTIFICATE_DAYS,
            Metric.PATH_MTU_BYTES,
            Metric.CPU_BUSY_RATIO,
            Metric.LOAD_AVERAGE,
            Metric.INTERFACE_ERRORS);

    private Findings() {}

    static String text(Result result, @Nullable List<Details.Hop> lastGood) {
        return result.check() + ": " + outcome(result, lastGood);
    }

    private static String outcome(Result result, @Nullable List<Details.Hop> lastGood) {
        return switch (result.outcome()) {
            case Outcome.Measured _ -> measured(result, lastGood);
            case Outcome.Failed(var failure, String detail) ->
                "failed, " + failure.wireName() + (detail.isEmpty() ? "" : " (" + detail + ')');
            case Outcome.TimedOut(long afterUs) -> "no answer within " + Words.number("Us", (double) afterUs);
            case Outcome.Refused(String reason) -> "refused, " + reason;
            case Outcome.Unsupported(String reason) -> "not possible here, " + reason;
            case Outcome.Unknown _ -> "ended in a way that this version does not know";
        };
    }

    private static String measured(Result result, @Nullable List<Details.Hop> lastGood) {
        var parts = new ArrayList<String>();
        switch (result.details()) {
            case Details.TracerouteDetails way -> parts.add(WayChange.text(way, lastGood));
            case Details.MtuDetails mtu when mtu.blackHole() -> parts.add("larger packets vanish without a word");
            case Details.MtuDetails mtu when mtu.limitedBy() != null -> parts.add("limited by " + mtu.limitedBy());
            case Details.TlsDetails tls -> parts.add(tls.version() + ", certificate " + tls.verdict());
            case Details.HttpDetails http -> parts.add("status " + http.status());
            case Details.SshDetails ssh when ssh.version() != null -> parts.add(ssh.version());
            case Details.GrpcDetails grpc when grpc.serving() != null -> parts.add(grpc.serving());
            case Details.PortsDetails ports ->
                parts.add("open: " + (ports.open().isEmpty() ? "none" : ports.open()));
            case null, default -> {}
        }
        for (Metric metric : TOLD) {
            result.metrics()
                    .get(metric)
                    .ifPresent(value ->
                            parts.add(Words.name(metric.wireName()) + ' ' + Words.number(metric.wireName(), value)));
        }
        return String.join(", ", parts.subList(0, Math.min(6, parts.size())));
    }
}
