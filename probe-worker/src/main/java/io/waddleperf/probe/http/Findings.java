package io.waddleperf.probe.http;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Collects what a GET finds, up to where it failed.
final class Findings {
    private static final double DAY_SECONDS = 86_400;

    private final TestSpec.Http spec;
    private final HttpRequest request;
    private final Destination destination;
    private final Deadline deadline;
    private final InstantSource clock;
    private final Metrics.Builder metrics = Metrics.builder();
    private RecordingTrustManager.@Nullable Seen certificate;
    private @Nullable ResponseHead head;
    private @Nullable Outcome failure;

    Findings(TestSpec.Http spec, HttpRequest request, Destination destination, Deadline deadline, InstantSource clock) {
        this.spec = spec;
        this.request = request;
        this.destination = destination;
        this.deadline = deadline;
        this.clock = clock;
        destination.resolveUs().ifPresent(us -> metrics.put(Metric.RESOLVE_US, us));
    }

    void number(Metric metric, double value) {
        metrics.put(metric, value);
    }

    void head(ResponseHead response) {
        head = response;
    }

    void certificate(RecordingTrustManager.@Nullable Seen seen) {
        certificate = seen;
        if (seen != null) {
            var left = Duration.between(clock.instant(), seen.notAfter());
            metrics.put(Metric.CERTIFICATE_DAYS, left.toSeconds() / DAY_SECONDS);
        }
    }

    void failed(IOException e, boolean late) {
        failure = late ? new Outcome.TimedOut(deadline.elapsedUs()) : failureOf(e);
    }

    private Outcome.Failed failureOf(IOException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case SSLException _ -> new Outcome.Failed(Failure.TLS, tlsDetail(message));
            case HttpFormatException _ -> new Outcome.Failed(Failure.PROTOCOL, message);
            case EOFException _ -> new Outcome.Failed(Failure.PROTOCOL, message);
            case NoRouteToHostException _ -> new Outcome.Failed(Failure.NO_ROUTE, message);
            case ConnectException _
            when message.contains("refused") ->
                new Outcome.Failed(Failure.CONNECTION_REFUSED, "nothing listens on port " + destination.port());
            case ConnectException _ -> new Outcome.Failed(Failure.NO_ROUTE, message);
            default ->
                new Outcome.Failed(
                        message.matches("Connection reset.*|Broken pipe.*") ? Failure.CONNECTION_RESET : Failure.IO,
                        message);
        };
    }

    private String tlsDetail(String message) {
        return certificate == null || certificate.verdict().equals("trusted") ? message : certificate.verdict();
    }

    Measurement measurement() {
        return new Measurement(
                outcome(),
                metrics.build(),
                null,
                details(),
                new Measurement.How(
                        TimestampSource.USER,
                        "http-get",
                        head == null ? "http/1.1" : head.version().toLowerCase(Locale.ROOT)));
    }

    private Outcome outcome() {
        if (failure != null) {
            return failure;
        }
        int status = head == null ? 0 : head.status();
        Integer expected = spec.expectStatus();
        boolean good = expected == null ? status >= 200 && status < 400 : status == expected;
        return good
                ? new Outcome.Measured()
                : new Outcome.Failed(
                        Failure.STATUS,
                        status + ", expected " + (expected == null ? "200 to 399" : expected.toString()));
    }

    private Details details() {
        return new Details.HttpDetails(
                destination.addressText(),
                request.url(),
                head == null ? 0 : head.status(),
                head == null ? "" : head.version(),
                certificate == null ? null : describe(certificate));
    }

    private static Details.Certificate describe(RecordingTrustManager.Seen seen) {
        X509Certificate leaf = seen.chain().getFirst();
        return new Details.Certificate(
                leaf.getSubjectX500Principal().getName(),
                leaf.getIssuerX500Principal().getName(),
                leaf.getNotBefore().toInstant(),
                leaf.getNotAfter().toInstant(),
                seen.protocol(),
                seen.cipher(),
                seen.verdict());
    }
}
