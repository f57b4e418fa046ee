package io.waddleperf.probe.http;

import io.waddleperf.contracts.HttpSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which version of HTTP is asked for, and whether it was spoken.
///
/// @param demanded `1.1`, `2` or `3`; null: whatever the server chooses
record Versions(@Nullable String demanded) {
    static final String TWO = "HTTP/2";
    static final String THREE = "HTTP/3";

    private static final String H2 = "h2";
    private static final String H1 = "http/1.1";

    static Versions of(HttpSpec spec) {
        return new Versions(spec.version());
    }

    boolean overQuic() {
        return "3".equals(demanded);
    }

    /// What is offered by ALPN (RFC 7301). Whoever demands 2 offers 1.1 all the same, to see what such
    /// a server speaks.
    List<String> alpn() {
        return "1.1".equals(demanded) ? List.of(H1) : List.of(H2, H1);
    }

    /// Whether HTTP/2 begins: over TLS where the server chose it, else where it was demanded, by prior
    /// knowledge (RFC 9113, section 3.3).
    ///
    /// @param chosen by ALPN, empty where the server chose none; null without TLS
    boolean beginsHttp2(@Nullable String chosen) {
        return chosen == null ? "2".equals(demanded) : chosen.equals(H2);
    }

    /// What is wrong with what was spoken.
    ///
    /// @param spoken such as `HTTP/1.1`
    Optional<String> complaint(String spoken) {
        return demanded == null || spoken.equals("HTTP/" + demanded)
                ? Optional.empty()
                : Optional.of("expected HTTP/" + demanded + ", the server speaks " + spoken);
    }
}
