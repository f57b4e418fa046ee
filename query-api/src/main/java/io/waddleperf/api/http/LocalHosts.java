package io.waddleperf.api.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which names a browser on this machine uses for it. A page from elsewhere that has its own name
/// point to 127.0.0.1 (DNS rebinding) is known by that name.
final class LocalHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names;

    private LocalHosts(Set<String> names) {
        this.names = names;
    }

    /// @param more names or addresses by which this machine is asked, those of loopback among them or not
    static LocalHosts and(Collection<String> more) {
        var names = new TreeSet<>(LOOPBACK);
        more.forEach(name -> names.add(bracketed(name.strip()).toLowerCase(Locale.ROOT)));
        return new LocalHosts(names);
    }

    private static String bracketed(String name) {
        return name.indexOf(':') >= 0 && !name.startsWith("[") ? '[' + name + ']' : name;
    }

    @Override
    public String toString() {
        if (names.equals(LOOPBACK)) {
            return "localhost, 127.0.0.1 or [::1]";
        }
        return "one of " + String.join(", ", names);
    }

    /// @param authority `host` or `host:port`, as in the header `Host`
    boolean isLocal(@Nullable String authority) {
        if (authority == null) {
            return false;
        }
        int bracket = authority.indexOf(']');
        int colon = authority.indexOf(':', bracket < 0 ? 0 : bracket);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        boolean port = colon < 0 || authority.substring(colon + 1).matches("\\d{1,5}");
        return port && names.contains(host.toLowerCase(Locale.ROOT));
    }

    /// @param origin as in the header `Origin`; null where a request has none, as those of programs
    boolean isLocalOrigin(@Nullable String origin) {
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
