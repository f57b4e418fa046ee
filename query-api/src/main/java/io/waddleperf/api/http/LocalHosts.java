package io.waddleperf.api.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which names a browser on this machine uses for it. A page from elsewhere that has its own name
/// point to 127.0.0.1 (DNS rebinding) is known by that name.
final class LocalHosts {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private LocalHosts() {}

    /// @param authority `host` or `host:port`, as in the header `Host`
    static boolean isLocal(@Nullable String authority) {
        if (authority == null) {
            return false;
        }
        int bracket = authority.indexOf(']');
        int colon = authority.indexOf(':', bracket < 0 ? 0 : bracket);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        boolean port = colon < 0 || authority.substring(colon + 1).matches("\\d{1,5}");
        return port && NAMES.contains(host.toLowerCase(Locale.ROOT));
    }

    /// @param origin as in the header `Origin`; null where a request has none, as those of programs
    static boolean isLocalOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            return isLocal(new URI(origin).getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
