package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Require;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values as people write them; a complaint says what is allowed.
final class Fields {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]{1,64}@[A-Za-z0-9.\\[\\]:-]{1,255}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]");

    private Fields() {}

    /// Of a server.
    record HostPort(String host, int port) {}

    static Duration duration(String text) {
        var brief = TIME.matcher(text);
        if (brief.matches()) {
            long count = Long.parseLong(brief.group(1));
            return switch (brief.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time such as 10s, 5m, 4h or PT30S, not " + text, e);
        }
    }

    static String name(String text) {
        require(
                NAME.matcher(text).matches(),
                "must be 1 to 64 letters, digits, '-' or '_', starting with a letter or a digit, not " + text);
        return text;
    }

    static String mailAddress(String text) {
        require(isMailAddress(text), "must be an address such as ops@example.net, not " + text);
        return text;
    }

    /// By the rules of what sends it, too: else it would be refused each time.
    private static boolean isMailAddress(String text) {
        try {
            return ADDRESS.matcher(text).matches()
                    && new InternetAddress(text, true).getAddress().equals(text);
        } catch (AddressException _) {
            return false;
        }
    }

    static boolean flag(String text) {
        require(text.equals("true") || text.equals("false"), "must be true or false, not " + text);
        return text.equals("true");
    }

    /// @param otherwise the port where the text names none
    static HostPort hostPort(String text, int otherwise) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']') && colon >= 0;
        String host = hasPort ? text.substring(0, colon) : text;
        require(HOST.matcher(host).matches(), "must be a host or host:port, not " + text);
        try {
            int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : otherwise;
            Require.range("the port", port, 1, 65_535);
            return new HostPort(host, port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a host or host:port, not " + text, e);
        }
    }

    /// The text may hold a secret in its path: complaints do not repeat it.
    static URI httpUrl(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL: " + e.getReason() + " at character " + e.getIndex());
        }
        @Nullable String scheme = url.getScheme();
        require(
                ("http".equals(scheme) || "https".equals(scheme)) && url.getHost() != null,
                "must be a URL with http:// or https:// and a host");
        require(url.getRawUserInfo() == null, "must not hold a user or a password; sign with a secret instead");
        require(text.chars().allMatch(c -> c > ' ' && c < 127), "must be ASCII; encode other characters with %");
        return url;
    }

    static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
