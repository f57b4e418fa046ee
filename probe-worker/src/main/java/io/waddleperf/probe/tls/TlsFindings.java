package io.waddleperf.probe.tls;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.SocketTrouble;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Collects what a handshake shows, up to where it failed.
final class TlsFindings {
    private static final String METHOD = "tls-handshake";

    private final Destination destination;
    private final Deadline deadline;
    private final Instant now;
    private final Metrics.Builder metrics = Metrics.builder();
    private TrustRecorder.@Nullable Seen seen;
    private @Nullable String alpn;
    private Outcome outcome = new Outcome.Measured();

    /// @param now against which the dates of certificates are held
    TlsFindings(Destination destination, Deadline deadline, Instant now) {
        this.destination = destination;
        this.deadline = deadline;
        this.now = now;
        destination.resolveUs().ifPresent(us -> metrics.put(Metric.RESOLVE_US, us));
    }

    void number(Metric metric, double value) {
        metrics.put(metric, value);
    }

    /// @param agreed the JDK's: empty where the server chose none, null before it chose
    void protocol(@Nullable String agreed) {
        alpn = agreed == null || agreed.isEmpty() ? null : agreed;
    }

    void certificates(TrustRecorder.@Nullable Seen shown) {
        seen = shown;
        if (shown != null) {
            metrics.put(Metric.CERTIFICATE_DAYS, shown.daysLeft(now));
        }
    }

    void failed(IOException e, boolean late) {
        if (late) {
            outcome = new Outcome.TimedOut(deadline.elapsedUs());
        } else if (e instanceof SSLException) {
            outcome = new Outcome.Failed(Failure.TLS, String.valueOf(e.getMessage()));
        } else {
            outcome = SocketTrouble.outcomeOf(e, destination.port());
        }
    }

    Measurement measurement() {
        String spoken =
                seen == null ? "tls" : seen.protocol().toLowerCase(Locale.ROOT).replace("tlsv", "tls/");
        var how = new Measurement.How(TimestampSource.USER, METHOD, spoken);
        return new Measurement(outcome, metrics.build(), null, seen == null ? null : details(seen), how);
    }

    private Details details(TrustRecorder.Seen shown) {
        String verdict = Verdicts.of(shown, now);
        return new Details.TlsDetails(
                destination.addressText(),
                destination.port(),
                shown.protocol(),
                shown.cipher(),
                alpn,
                chain(shown, verdict),
                verdict);
    }

    /// The verdict on the whole stands with each, unless a certificate's own dates are wrong.
    private List<Details.Certificate> chain(TrustRecorder.Seen shown, String verdict) {
        X509Certificate own = shown.chain().getFirst();
        return shown.chain().stream()
                .map(one -> shown.described(
                        one,
                        one.equals(own) ? verdict : Verdicts.ofDates(one, now).orElse(verdict)))
                .toList();
    }
}
