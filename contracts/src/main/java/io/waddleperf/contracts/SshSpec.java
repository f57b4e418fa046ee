package io.waddleperf.contracts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An SSH connection (RFC 4253) up to the key exchange, which tries no login. With a user and a
/// secret it goes on: authentication (RFC 4252) and single characters through a remote `cat`
/// (RFC 4254), each timed.
///
/// @param port    null: the target's own, 22 where that has none or is a URL
/// @param user    who logs in; null together with the secret
/// @param secret  the name of a file that the probe keeps, with a private key or a password; the
///                secret itself never travels
/// @param hostKey the fingerprint that the server's key must have, `SHA256:` and 43 characters as
///                `ssh-keygen -l` prints it; a password is sent to no other server
/// @param count   characters sent one after another, each when the one before came back; 0: none
public record SshSpec(
        @Nullable Integer port,
        @Nullable String user,
        @Nullable String secret,
        @Nullable String hostKey,
        int count,
        long timeoutUs)
        implements TestSpec {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._@\\\\-]{0,63}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
    public static final SshSpec DEFAULT = new SshSpec(null, null, null, null, 20, 10_000_000);

    public SshSpec {
        if (port != null) {
            Require.range("port", port, 1, 65_535);
        }
        Require.that(
                (user == null) == (secret == null),
                "user and secret",
                (user == null ? "only secret" : "only user"),
                "must be given together");
        Require.that(user == null || USER.matcher(user).matches(), "user", user, "must be a login name");
        Require.that(
                secret == null || SECRET.matcher(secret).matches(),
                "secret",
                secret,
                "must be 1 to 64 letters, digits, '.', '_' or '-': the name of a file of the probe");
        Require.that(
                hostKey == null || FINGERPRINT.matcher(hostKey).matches(),
                "hostKey",
                hostKey,
                "must be a fingerprint such as SHA256:… with 43 characters, without '='");
        Require.range("count", count, 0, 1_000);
        Require.range("timeoutUs", timeoutUs, 1_000, 60_000_000);
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
