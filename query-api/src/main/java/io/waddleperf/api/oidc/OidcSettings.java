package io.waddleperf.api.oidc;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/// How people and programs are known by a provider of OpenID Connect.
///
/// @param issuer       as the provider names itself
/// @param secret       empty: a public client, which PKCE alone protects
/// @param name         as the button of the sign-in screen tells it
/// @param scopes       asked for at a sign-in, with blanks between them
/// @param nameClaim    how somebody is called
/// @param roleClaim    whose values `roles` are about; `a/b` is `b` within `a`
/// @param audience     of tokens that programs send
/// @param confirmEvery so often the provider is asked whether a session still holds
/// @param publicUrl    by which browsers know this service; empty: as they ask
record OidcSettings(
        String issuer,
        String clientId,
        Optional<String> secret,
        String name,
        String scopes,
        String nameClaim,
        String roleClaim,
        List<Rights> roles,
        String audience,
        Duration confirmEvery,
        Optional<URI> publicUrl) {
    private static final String PREFIX = "waddleperf.oidc.";
    static final String ROLES = PREFIX + "roles";

    /// Nothing where no issuer is set.
    ///
    /// @throws IllegalArgumentException says which setting is wrong
    static Optional<OidcSettings> of(Config config) {
        return config.getOptionalValue(PREFIX + "issuer", String.class).map(issuer -> {
            requireSafe(PREFIX + "issuer", issuer);
            String client = config.getOptionalValue(PREFIX + "client-id", String.class)
                    .orElseThrow(() -> new IllegalArgumentException(
                            PREFIX + "client-id must be set where " + PREFIX + "issuer is"));
            return new OidcSettings(
                    issuer,
                    client,
                    config.getOptionalValue(PREFIX + "client-secret", String.class),
                    config.getOptionalValue(PREFIX + "name", String.class).orElse("single sign-on"),
                    config.getOptionalValue(PREFIX + "scopes", String.class).orElse("openid profile email"),
                    config.getOptionalValue(PREFIX + "name-claim", String.class).orElse("preferred_username"),
                    config.getOptionalValue(PREFIX + "role-claim", String.class).orElse("groups"),
                    roles(config),
                    config.getOptionalValue(PREFIX + "audience", String.class).orElse(client),
                    confirmEvery(config),
                    config.getOptionalValue(PREFIX + "public-url", String.class)
                            .map(url -> requireSafe(PREFIX + "public-url", url)));
        });
    }

    /// Without any rule nobody would get in, and only find out by trying.
    private static List<Rights> roles(Config config) {
        var rules = config.getOptionalValues(PREFIX + "roles", String.class).orElse(List.of());
        if (rules.isEmpty()) {
            throw new IllegalArgumentException(ROLES + " must say who is what, such as: wp-admins=admin,*=viewer");
        }
        return rules.stream().map(Rights::parse).toList();
    }

    private static Duration confirmEvery(Config config) {
        Duration every = config.getOptionalValue(PREFIX + "confirm-every", Duration.class)
                .orElse(Duration.ofMinutes(5));
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException(PREFIX + "confirm-every must be 1s to 12h, not " + every);
        }
        return every;
    }

    /// Secrets and sign-ins go there: by TLS, or not beyond this machine.
    private static URI requireSafe(String setting, String url) {
        URI parsed;
        try {
            parsed = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + " must be a URL, not " + url, e);
        }
        if (!url.matches("[!-~]{1,512}")) {
            throw new IllegalArgumentException(setting + " must have 512 characters of ASCII at most");
        }
        if (!isSafe(parsed) || parsed.getRawQuery() != null || parsed.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    setting + " must be a URL with https, or http to this machine, without a query: not " + url);
        }
        return parsed;
    }

    static boolean isSafe(URI url) {
        String host = url.getHost();
        return host != null
                && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isThisMachine(host)));
    }

    private static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// The secret is for nobody's eyes.
    @Override
    public String toString() {
        return issuer + " as " + clientId;
    }
}
