package io.waddleperf.licensing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What the environment says of the licence.
///
/// @param server      without a slash at its end
/// @param releaseMode whether the server may be asked at all
public record LicenseSettings(Optional<LicenseKey> key, URI server, String product, boolean releaseMode) {
    private static final String SERVER = "https://license.penguintech.io";
    private static final String PRODUCT = "waddleperf";

    /// @param variable of the environment, by its name
    /// @throws IllegalArgumentException where one has a value that it cannot have; the message names it
    public static LicenseSettings of(Function<String, Optional<String>> variable) {
        return new LicenseSettings(
                variable.apply("LICENSE_KEY").map(LicenseSettings::key),
                server(variable.apply("LICENSE_SERVER_URL").orElse(SERVER)),
                product(variable.apply("PRODUCT_NAME").orElse(PRODUCT)),
                isReleased(variable));
    }

    /// Whether a licence is needed: nothing else is looked at where it is not.
    ///
    /// A slip such as `yes` would leave a release ungated, and nobody would notice.
    ///
    /// @throws IllegalArgumentException where it is neither said nor denied
    public static boolean isReleased(Function<String, Optional<String>> variable) {
        String text = variable.apply("RELEASE_MODE").orElse("false");
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("RELEASE_MODE", "is neither true nor false");
        };
    }

    /// @throws IllegalArgumentException where there is none
    LicenseKey requireKey() {
        return key.orElseThrow(() ->
                wrong("LICENSE_KEY", "is not set, and RELEASE_MODE is true: set it to the key that you were sent"));
    }

    private static LicenseKey key(String text) {
        try {
            return new LicenseKey(text.strip());
        } catch (IllegalArgumentException e) {
            throw wrong("LICENSE_KEY", "is no licence key: " + e.getMessage());
        }
    }

    /// The key is sent there: nobody on the way may read it.
    private static URI server(String text) {
        try {
            var url = new URI(text.strip().replaceAll("/+$", ""));
            if (url.getHost() == null
                    || url.getRawUserInfo() != null
                    || url.getRawQuery() != null
                    || url.getRawFragment() != null) {
                throw wrong("LICENSE_SERVER_URL", "is no address of a server: it looks like " + SERVER);
            }
            if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && isHere(url.getHost()))) {
                throw wrong(
                        "LICENSE_SERVER_URL",
                        "must start with https://, or the key could be read on the way to "
                                + Answer.plain(url.getHost()));
            }
            return url;
        } catch (URISyntaxException e) {
            throw wrong("LICENSE_SERVER_URL", "is no address: " + Answer.plain(e.getReason()));
        }
    }

    private static boolean isHere(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static String product(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw wrong("PRODUCT_NAME", "is no name of a product: up to 64 letters, digits, dots, dashes, underscores");
        }
        return text;
    }

    private static IllegalArgumentException wrong(String variable, String words) {
        return new IllegalArgumentException("the environment variable " + variable + " " + words);
    }
}
