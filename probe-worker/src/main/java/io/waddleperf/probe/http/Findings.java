package io.waddleperf.probe.http;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.http2.Http2Exception;
import io.waddleperf.probe.http3.Http3Exception;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Sight;
import io.waddleperf.probe.measure.SocketTrouble;
import io.waddleperf.probe.tls.ServerCertificate;
import io.waddleperf.probe.tls.TrustRecorder;
import java.io.EOFException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Collects what a GET finds, up to where it failed.
final class Findings {
    private final HttpSpec spec;
    private final HttpRequest request;
    private final Destination destination;
    private final Deadline deadline;
    private final InstantSource clock;
    private final Metrics.Builder metrics = Metrics.builder();
    private final ServerCertificate certificate = new ServerCertificate(metrics);
    private @Nullable ResponseHead head;
    private @Nullable Body body;
    private String spoken = "";
    private double ownUs;
    private @Nullable Outcome failure;

    Findings(HttpSpec spec, HttpRequest request, Destination destination, Deadline deadline, InstantSource clock) {
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
        spoken = response.version();
    }

    /// The response is there.
    ///
    /// @param us from the first packet on
    void response(Body read, double us) {
        body = read;
        ownUs = us + destination.resolveUs().orElse(0);
        metrics.put(Metric.BODY_BYTES, (double) read.bytes());
    }

    void certificate(TrustRecorder.@Nullable Seen seen) {
        certificate.shown(seen, clock.instant());
    }

    void failed(IOException e, boolean late) {
        failure = late ? new Outcome.TimedOut(deadline.elapsedUs()) : failureOf(e);
    }

    void withoutTls() {
        failure = new Outcome.Failed(Failure.ASSERTION, "expected HTTP/3, which only https URLs have");
    }

    void lost(String detail) {
        failure = new Outcome.Failed(Failure.REDIRECT, detail);
    }

    private Outcome.Failed failureOf(IOException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case SSLException _ -> certificate.failure(message);
            case HttpFormatException _, EOFException _ -> new Outcome.Failed(Failure.PROTOCOL, message);
            case Http2Exception two -> http2Failure(two, message);
            case Http3Exception _ -> http3Failure(message);
            default -> SocketTrouble.outcomeOf(e, destination.port());
        };
    }

    private Outcome.Failed http2Failure(Http2Exception e, String message) {
        spoken = switch (e.spoken()) {
            case HTTP_2 -> Versions.TWO;
            case HTTP_1 -> "HTTP/1";
            case SOMETHING_ELSE -> "";
        };
        return Versions.of(spec)
                .complaint(spoken)
                .filter(_ -> e.spoken() == Http2Exception.Spoken.HTTP_1)
                .map(complaint -> new Outcome.Failed(Failure.ASSERTION, complaint))
                .orElseGet(() -> new Outcome.Failed(Failure.PROTOCOL, message));
    }

    private Outcome.Failed http3Failure(String message) {
        return certificate.objection().isPresent()
                ? certificate.failure(message)
                : new Outcome.Failed(Failure.PROTOCOL, message);
    }

    /// Whether the response is a redirect of those that are followed.
    boolean leadsOn() {
        return head != null && spec.redirectsOrNone() > 0 && Trail.redirects(head);
    }

    /// Where the response leads; no response leads nowhere.
    Trail.Step step(Trail trail) {
        return failure != null || head == null || body == null
                ? new Trail.Step.Arrived()
                : trail.after(request, destination.addressText(), head);
    }

    /// Whether there was no room for the body, which says nothing of the server.
    boolean crowdedOut() {
        return body != null && body.crowdedOut();
    }

    /// How long it took, the name's resolution counted in; 0 where it failed.
    double ownUs() {
        return ownUs;
    }

    /// @param earlierUs  of the redirects before
    /// @param redirected what led here
    Measurement measurement(double earlierUs, List<Details.Redirect> redirected) throws InterruptedException {
        if (body != null) {
            metrics.put(Metric.TOTAL_US, earlierUs + ownUs);
        }
        String protocol = spoken.isEmpty() ? "http" : spoken; // no version before one was seen
        var details = new Details.HttpDetails(
                destination.addressText(),
                request.url(),
                head == null ? 0 : head.status(),
                spoken,
                certificate.details(),
                redirected.isEmpty() ? null : redirected);
        var how = new Measurement.How(TimestampSource.USER, "http-get", protocol.toLowerCase(Locale.ROOT));
        return new Measurement(outcome(), metrics.build(), null, details, how)
                .with(certificate.chain())
                .with(head == null ? null : new Sight.Head(head.fields()));
    }

    private Outcome outcome() throws InterruptedException {
        if (failure != null) {
            return failure;
        }
        if (head == null || body == null) {
            return new Outcome.Failed(Failure.PROTOCOL, "there was no response");
        }
        return new ResponseCheck(spec, new ResponseCheck.Response(head, body, certificate.daysLeft()))
                .complaint(new PatternSearch(deadline))
                .orElseGet(Outcome.Measured::new);
    }
}
