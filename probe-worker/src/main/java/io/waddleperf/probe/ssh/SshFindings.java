package io.waddleperf.probe.ssh;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.RoundTrips;
import io.waddleperf.probe.measure.SocketTrouble;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.SshException;
import org.jspecify.annotations.Nullable;

/// Collects what a connection shows, up to where it failed.
final class SshFindings {
    private final Destination destination;
    private final Deadline deadline;
    private final Metrics.Builder metrics = Metrics.builder();
    private final List<Double> echoUs = new ArrayList<>();
    private double totalUs;
    private @Nullable Banner banner;
    private Agreed agreed = Agreed.NOTHING;
    private HostKey hostKey = HostKey.UNSEEN;
    private @Nullable String login;
    private @Nullable Outcome failure;

    /// What the key exchange agreed on; null before it did.
    record Agreed(
            @Nullable String keyExchange,
            @Nullable String cipher,
            @Nullable String mac) {
        static final Agreed NOTHING = new Agreed(null, null, null);
    }

    /// The key that the server showed and proved to have; null before.
    ///
    /// @param fingerprint `SHA256:…`
    record HostKey(@Nullable String type, @Nullable String fingerprint) {
        static final HostKey UNSEEN = new HostKey(null, null);
    }

    SshFindings(Destination destination, Deadline deadline) {
        this.destination = destination;
        this.deadline = deadline;
        destination.resolveUs().ifPresent(us -> phase(Metric.RESOLVE_US, us));
    }

    /// A phase and how long it took; the total is their sum, without what is not timed between them.
    void phase(Metric metric, double us) {
        metrics.put(metric, us);
        totalUs += us;
    }

    void banner(Banner seen) {
        banner = seen;
    }

    void agreed(Agreed seen) {
        agreed = seen;
    }

    void hostKey(HostKey seen) {
        hostKey = seen;
    }

    HostKey hostKey() {
        return hostKey;
    }

    /// The session is as far as it was asked to be.
    ///
    /// @param method `publickey`, `password` or `none`
    void ready(String method) {
        login = method;
        metrics.put(Metric.TOTAL_US, totalUs);
    }

    void echo(double us) {
        echoUs.add(us);
    }

    void failed(Failure kind, String sentence) {
        failure = new Outcome.Failed(kind, sentence);
    }

    void unsupported(String why) {
        failure = new Outcome.Unsupported(why);
    }

    /// @param late whether the deadline ended it
    void failed(IOException e, boolean late) {
        if (failure != null) {
            return; // closing the connection followed from it
        }
        failure = late && !(e instanceof SshFormatException)
                ? new Outcome.TimedOut(deadline.elapsedUs())
                : failureOf(e, String.valueOf(e.getMessage()));
    }

    /// The library wraps what the socket says.
    private Outcome failureOf(IOException e, String message) {
        return switch (e) {
            case SshFormatException _, EOFException _ -> new Outcome.Failed(Failure.PROTOCOL, message);
            case SshException wrapper
            when wrapper.getCause() instanceof IOException cause -> SocketTrouble.outcomeOf(cause, destination.port());
            case SshException _ -> new Outcome.Failed(Failure.PROTOCOL, message);
            default -> SocketTrouble.outcomeOf(e, destination.port());
        };
    }

    Measurement measurement() {
        var roundTrips = new RoundTrips(echoUs);
        roundTrips.addTo(metrics);
        return new Measurement(
                failure == null ? new Outcome.Measured() : failure,
                metrics.build(),
                echoUs.isEmpty() ? null : roundTrips.samples(),
                new Details.SshDetails(
                        destination.addressText(),
                        destination.port(),
                        banner == null ? null : banner.line(),
                        agreed.keyExchange(),
                        hostKey.type(),
                        hostKey.fingerprint(),
                        agreed.cipher(),
                        agreed.mac(),
                        login),
                new Measurement.How(TimestampSource.USER, "ssh-handshake", "ssh/2.0"));
    }
}
