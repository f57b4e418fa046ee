package io.waddleperf.probe.tls;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.TrustedChain;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The certificate that a server showed on the way to something else, as a test's findings hold it.
public final class ServerCertificate {
    private final Metrics.Builder metrics;
    private TrustRecorder.@Nullable Seen seen;
    private OptionalDouble daysLeft = OptionalDouble.empty();

    /// @param metrics are told for how many more days it is valid
    public ServerCertificate(Metrics.Builder metrics) {
        this.metrics = metrics;
    }

    /// @param shown null where the handshake did not come so far
    public void shown(TrustRecorder.@Nullable Seen shown, Instant now) {
        seen = shown;
        if (shown != null) {
            daysLeft = OptionalDouble.of(shown.daysLeft(now));
            metrics.put(Metric.CERTIFICATE_DAYS, shown.daysLeft(now));
        }
    }

    /// Why it is not trusted; empty where it is, and where there is none.
    public Optional<String> objection() {
        return Optional.ofNullable(seen).filter(one -> !one.trusted()).map(TrustRecorder.Seen::verdict);
    }

    /// Where it is trusted; else null.
    public @Nullable TrustedChain chain() {
        return seen == null ? null : seen.trustedChain();
    }

    /// A handshake failed: by its fault, or for what the exception says.
    public Outcome.Failed failure(String message) {
        return new Outcome.Failed(Failure.TLS, objection().orElse(message));
    }

    public OptionalDouble daysLeft() {
        return daysLeft;
    }

    /// For people; null without TLS.
    public Details.@Nullable Certificate details() {
        return seen == null ? null : seen.certificate();
    }
}
