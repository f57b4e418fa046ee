package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// A TLS handshake and the certificates that it shows (RFC 8446, RFC 5280). Bad ones are looked
/// at, never trusted: the verdict says what is wrong.
///
/// @param port       the target's own where null
/// @param serverName sent as SNI and checked; null: the target's host
public record TlsSpec(@Nullable Integer port, @Nullable String serverName, long timeoutUs) implements TestSpec {
    public static final TlsSpec DEFAULT = new TlsSpec(null, null, 10_000_000);

    public TlsSpec {
        if (port != null) {
            Require.range("port", port, 1, 65_535);
        }
        if (serverName != null) {
            Require.name("serverName", serverName);
        }
        Require.range("timeoutUs", timeoutUs, 1_000, 30_000_000);
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
