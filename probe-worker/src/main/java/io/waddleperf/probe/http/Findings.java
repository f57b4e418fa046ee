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
import io.waddleperf.probe.measure.SocketTrouble;
import io.waddleperf.probe.tls.RecordingTrustManager;
import java.io.EOFException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Collects what a GET finds, up to where it failed.
final class Findings {
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
            metrics.put(Metric.CERTIFICATE_DAYS, seen.daysLeft(clock.instant()));
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
            default -> SocketTrouble.outcomeOf(e, destination.port());
        };
    }

    private String tlsDetail(String message) {
        return certificate == null || certificate.trusted() ? message : certificate.verdict();
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
                certificate == null ? null : certificate.certificate());
    }
}
