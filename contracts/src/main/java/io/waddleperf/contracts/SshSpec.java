package io.waddleperf.contracts;

import io.waddleperf.contracts.SpecField.Text;
import io.waddleperf.contracts.SpecField.Whole;
import io.waddleperf.contracts.TestKind.Chart;
import org.jspecify.annotations.Nullable;

/// An SSH connection (RFC 4253) up to the key exchange, which tries no login. With a user and a
/// secret it goes on: authentication (RFC 4252) and single characters through a remote `cat`
/// (RFC 4254), each timed.
public record SshSpec(
        @Nullable Integer port,
        @Nullable String user,
        @Nullable String secret,
        @Nullable String hostKey,
        int count,
        long timeoutUs)
        implements TestSpec {
    private static final Whole PORT =
            Whole.port("The target's own where left out, 22 where that has none or is a URL.");
    private static final Text USER = Text.matching(
            "user",
            "[A-Za-z0-9_][A-Za-z0-9._@\\\\-]{0,63}",
            64,
            "must be a login name",
            "User",
            "Who logs in; without user and secret no login is tried.");
    private static final Text SECRET = Text.matching(
                    "secret",
                    "[A-Za-z0-9_][A-Za-z0-9._-]{0,63}",
                    64,
                    "must be 1 to 64 letters, digits, '.', '_' or '-': the name of a file of the probe",
                    "Secret's name",
                    "The name of a file that the probe keeps, with a private key or a password.")
            .secret();
    private static final Text HOST_KEY = Text.matching(
            "hostKey",
            "SHA256:[A-Za-z0-9+/]{43}",
            50,
            "must be a fingerprint such as SHA256:… with 43 characters, without '='",
            "Host key",
            "The fingerprint that the server's key must have, as ssh-keygen -l prints it; a password needs it.");
    private static final Whole COUNT = Whole.of(
            "count",
            0,
            1_000,
            "Characters",
            "Sent one after another through a remote cat, each when the last came back.");
    private static final Whole TIMEOUT =
            Whole.of("timeoutUs", 1_000, 60_000_000, "Timeout", "How long all of it may take.");

    public static final SshSpec DEFAULT = new SshSpec(null, null, null, null, 20, 10_000_000);

    static final TestKind KIND = TestKind.of(
                    DEFAULT,
                    2,
                    "SSH",
                    "Banner and key exchange of an SSH server; with a login also its time and round trips of characters.",
                    Chart.smoke(
                            Metric.TOTAL_US,
                            Metric.BANNER_US,
                            Metric.KEY_EXCHANGE_US,
                            Metric.AUTHENTICATION_US,
                            Metric.RTT_MEAN_US))
            .first(USER, SECRET, HOST_KEY)
            .more(PORT, COUNT, TIMEOUT);

    public SshSpec {
        PORT.requireIfGiven(port);
        Require.that(
                (user == null) == (secret == null),
                "user and secret",
                (user == null ? "only secret" : "only user"),
                "must be given together");
        USER.requireIfGiven(user);
        SECRET.requireIfGiven(secret);
        HOST_KEY.requireIfGiven(hostKey);
        COUNT.require(count);
        TIMEOUT.require(timeoutUs);
    }

    @Override
    public Test test() {
        return Test.SSH;
    }

    @Override
    public long limitUs() {
        return timeoutUs;
    }
}
