package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Text;
import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import org.jspecify.annotations.Nullable;

/// A TLS handshake and the certificates that it shows (RFC 8446, RFC 5280). Bad ones are looked
/// at, never trusted: the verdict says what is wrong.
public record TlsSpec(@Nullable Integer port, @Nullable String serverName, long timeoutUs) implements TestSpec {
    private static final Whole PORT = Whole.port("Where the connection goes; the target's own where left out.");
    private static final Text SERVER_NAME = Text.name(
            "serverName",
            "Server name",
            "Sent as SNI and looked for in the certificate; the target's host where left out.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 1_000, 30_000_000, "Timeout", "How long all of it may take.");

    public static final TlsSpec DEFAULT = new TlsSpec(null, null, 10_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    2,
                    "TLS handshake",
                    "The handshake, its version and cipher, and whether the certificates are good and for how long.",
                    Chart.smoke(Metric.TLS_US, Metric.CONNECT_US, Metric.CERTIFICATE_DAYS))
            .first(PORT, SERVER_NAME)
            .more(TIMEOUT);

    public TlsSpec {
        PORT.requireIfGiven(port);
        SERVER_NAME.requireIfGiven(serverName);
        TIMEOUT.require(timeoutUs);
    }

    @Override
    public Test test() {
        return Test.TLS;
    }

    @Override
    public long limitUs() {
        return timeoutUs;
    }
}
