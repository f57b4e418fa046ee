package io.waddleperf.probe.grpc;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.http2.Http2Exception;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.SocketTrouble;
import io.waddleperf.probe.tls.ServerCertificate;
import io.waddleperf.probe.tls.TrustRecorder;
import java.io.EOFException;
import java.io.IOException;
import java.time.InstantSource;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Collects what a health check finds, up to where it failed.
final class GrpcFindings {
    private static final Measurement.How HOW = new Measurement.How(TimestampSource.USER, "grpc-health-check", "grpc");

    private final GrpcSpec spec;
    private final Destination destination;
    private final Deadline deadline;
    private final InstantSource clock;
    private final Metrics.Builder metrics = Metrics.builder();
    private final ServerCertificate certificate = new ServerCertificate(metrics);
    private @Nullable String serving;
    private @Nullable Integer grpcStatus;
    private Outcome outcome = new Outcome.Failed(Failure.PROTOCOL, "there was no answer");

    GrpcFindings(GrpcSpec spec, Destination destination, Deadline deadline, InstantSource clock) {
        this.spec = spec;
        this.destination = destination;
        this.deadline = deadline;
        this.clock = clock;
        destination.resolveUs().ifPresent(us -> metrics.put(Metric.RESOLVE_US, us));
    }

    void number(Metric metric, double value) {
        metrics.put(metric, value);
    }

    void certificate(TrustRecorder.@Nullable Seen seen) {
        certificate.shown(seen, clock.instant());
    }

    void answered(HealthAnswer answer) throws GrpcFormatException {
        grpcStatus = answer.grpcStatus().orElse(null);
        outcome = answer.outcome(spec.serviceOrAll());
        serving = answer.serving().orElse(null);
    }

    void failed(IOException e, boolean late) {
        outcome = late ? new Outcome.TimedOut(deadline.elapsedUs()) : failureOf(e);
    }

    private Outcome.Failed failureOf(IOException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case SSLException _ -> certificate.failure(message);
            case GrpcFormatException _, Http2Exception _, EOFException _ ->
                new Outcome.Failed(Failure.PROTOCOL, message);
            default -> SocketTrouble.outcomeOf(e, destination.port());
        };
    }

    Measurement measurement() {
        var details = new Details.GrpcDetails(
                destination.addressText(),
                destination.port(),
                spec.serviceOrAll(),
                serving,
                grpcStatus,
                certificate.details());
        return new Measurement(outcome, metrics.build(), null, details, HOW).with(certificate.chain());
    }
}
