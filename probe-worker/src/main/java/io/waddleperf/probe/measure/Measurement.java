package io.waddleperf.probe.measure;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Samples;
import io.waddleperf.contracts.TimestampSource;
import org.jspecify.annotations.Nullable;

/// What a prober found: a result without what the command already says.
///
/// @param samples null where the test has single numbers only
/// @param details null where nothing was seen
/// @param file    null where the test made none
/// @param chain   null where no server was trusted, or nobody looked
/// @param sight   null where there was none, or nobody looked
public record Measurement(
        Outcome outcome,
        Metrics metrics,
        @Nullable Samples samples,
        @Nullable Details details,
        How how,
        @Nullable MadeFile file,
        @Nullable TrustedChain chain,
        @Nullable Sight sight) {
    /// Without a file.
    public Measurement(
            Outcome outcome, Metrics metrics, @Nullable Samples samples, @Nullable Details details, How how) {
        this(outcome, metrics, samples, details, how, null, null, null);
    }

    public Measurement with(@Nullable TrustedChain shown) {
        return new Measurement(outcome, metrics, samples, details, how, file, shown, sight);
    }

    public Measurement with(@Nullable Sight seen) {
        return new Measurement(outcome, metrics, samples, details, how, file, chain, seen);
    }

    /// How it was measured.
    ///
    /// @param method    such as `icmp-raw` or `tcp-connect`
    /// @param protocol  such as `icmp` or `http/1.1`
    /// @param underLoad the test itself saw that this machine was late or had no room
    public record How(TimestampSource source, String method, String protocol, boolean underLoad) {
        public How(TimestampSource source, String method, String protocol) {
            this(source, method, protocol, false);
        }

        /// For commands that sent no packet.
        public static final How NOT_RUN = new How(TimestampSource.USER, "none", "none");
    }

    /// A command that ended before a packet was sent.
    public static Measurement notRun(Outcome outcome) {
        return new Measurement(outcome, Metrics.NONE, null, null, How.NOT_RUN);
    }

    public static Measurement failed(Failure failure, String detail, How how) {
        return new Measurement(new Outcome.Failed(failure, detail), Metrics.NONE, null, null, how);
    }
}
