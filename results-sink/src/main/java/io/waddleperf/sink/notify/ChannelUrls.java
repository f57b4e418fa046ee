package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waddleperf.contracts.Ids;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Channels as URLs, for the command line: `up --notify URL`.
///
/// A name follows from its URL, so that a restart with the same ones tells nothing twice. A `#` and
/// what follows is ours and is sent to nobody.
final class ChannelUrls {
    private static final String ALLOWED = "http://…, https://…, mailto:ADDRESS?smtp=HOST:PORT,"
            + " smtp://HOST:PORT/?to=ADDRESS, slack+https://…, teams+https://…, pagerduty://KEY,"
            + " syslog://HOST:PORT, syslog+tcp://HOST:PORT or alertmanager+http://HOST:PORT";

    private final Map<String, String> environment;

    /// @param environment of the process, for secrets
    ChannelUrls(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @param urls separated by white space
    /// @throws ConfigurationProblem says which URL, and what is allowed
    List<ChannelSpec> parse(String urls) {
        var channels = new ArrayList<ChannelSpec>();
        for (var url : urls.strip().split("\\s+", -1)) {
            if (!url.isEmpty()) {
                try {
                    channels.add(channel(url));
                } catch (IllegalArgumentException e) {
                    throw new ConfigurationProblem(
                            "notification URL " + (channels.size() + 1) + " (" + scheme(url) + "): " + e.getMessage(),
                            e);
                }
            }
        }
        return channels;
    }

    /// All that is said of a URL in a complaint: what follows may be a secret.
    static String scheme(String url) {
        int colon = url.indexOf(':');
        return colon < 0 ? "without a scheme" : url.substring(0, colon) + ":…";
    }

    ChannelSpec channel(String url) {
        String scheme = url.substring(0, Math.max(0, url.indexOf(':')));
        String rest = url.substring(scheme.length() + Math.min(1, scheme.length()));
        String suffix = '-' + Ids.uuid("notification-url", url).toString().substring(0, 8);
        return switch (scheme) {
            case "http", "https" -> webhook("webhook" + suffix, url);
            case "slack+https", "slack+http" ->
                new ChannelSpec.Slack("slack" + suffix, Fields.httpUrl(url.substring("slack+".length())));
            case "teams+https", "teams+http" ->
                new ChannelSpec.Teams("teams" + suffix, Fields.httpUrl(url.substring("teams+".length())));
            case "alertmanager+http", "alertmanager+https" ->
                new ChannelSpec.Alertmanager(
                        "alertmanager" + suffix, Fields.httpUrl(url.substring("alertmanager+".length())));
            case "mailto" -> mailto("email" + suffix, rest);
            case "smtp", "smtps" -> smtp("email" + suffix, scheme, rest);
            case "pagerduty" ->
                new ChannelSpec.PagerDuty("pagerduty" + suffix, ChannelSpec.PagerDuty.EVENTS, key(rest));
            case "syslog", "syslog+udp" -> syslog("syslog" + suffix, rest, false);
            case "syslog+tcp" -> syslog("syslog" + suffix, rest, true);
            default -> throw new IllegalArgumentException("must be " + ALLOWED);
        };
    }

    private ChannelSpec webhook(String name, String url) {
        int hash = url.indexOf('#');
        if (hash < 0) {
            return new ChannelSpec.Webhook(name, Fields.httpUrl(url), null);
        }
        var own = parameters(url.substring(hash + 1), Set.of("secret"));
        @Nullable String secret = own.get("secret");
        return new ChannelSpec.Webhook(
                name,
                Fields.httpUrl(url.substring(0, hash)),
                secret == null ? null : Secret.reference("secret", secret, environment));
    }

    private static ChannelSpec mailto(String name, String rest) {
        int question = rest.indexOf('?');
        String to = question < 0 ? rest : rest.substring(0, question);
        var parameters = parameters(question < 0 ? "" : rest.substring(question + 1), Set.of("smtp", "from"));
        var server = Fields.hostPort(parameters.getOrDefault("smtp", "127.0.0.1:25"), 25);
        return new ChannelSpec.Email(
                name,
                server.host(),
                server.port(),
                ChannelSpec.Security.PLAIN,
                from(parameters),
                addresses(decoded(to)),
                null,
                null);
    }

    private ChannelSpec smtp(String name, String scheme, String rest) {
        var url = url(scheme + ':' + rest);
        var allowed = Set.of("to", "from", "security", "password");
        var parameters = parameters(url.getRawQuery() == null ? "" : url.getRawQuery(), allowed);
        var security = scheme.equals("smtps")
                ? ChannelSpec.Security.TLS
                : NotificationFile.choice(ChannelSpec.Security.class)
                        .apply(parameters.getOrDefault("security", "plain"));
        Fields.require(url.getHost() != null && parameters.containsKey("to"), "must be smtp://HOST:PORT/?to=ADDRESS");
        @Nullable String user = url.getUserInfo();
        Fields.require(user == null || !user.contains(":"), "must not hold a password; name it by password=env:NAME");
        @Nullable String password = parameters.get("password");
        Fields.require((user == null) == (password == null), "user@ and password=env:NAME belong together");
        return new ChannelSpec.Email(
                name,
                url.getHost(),
                url.getPort() >= 0 ? url.getPort() : scheme.equals("smtps") ? 465 : 25,
                security,
                from(parameters),
                addresses(parameters.get("to")),
                user,
                password == null ? null : Secret.reference("password", password, environment));
    }

    /// The text may hold a secret: complaints do not repeat it.
    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL: " + e.getReason() + " at character " + e.getIndex());
        }
    }

    /// A plus sign is itself, as in `ops+alerts@example.net`.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a % that is followed by no two hexadecimal digits; write %25");
        }
    }

    /// @param text decoded already
    private static List<String> addresses(@Nullable String text) {
        var addresses = new ArrayList<String>();
        for (var each : String.valueOf(text).split(",", -1)) {
            addresses.add(Fields.mailAddress(each.strip()));
        }
        return addresses;
    }

    private static String from(Map<String, String> parameters) {
        return Fields.mailAddress(parameters.getOrDefault("from", "waddleperf@localhost"));
    }

    private Secret key(String rest) {
        String key = rest.replaceFirst("^//", "").replaceFirst("/$", "");
        if (key.startsWith("env:") || key.startsWith("file:")) {
            return Secret.reference("the key", key, environment);
        }
        Fields.require(key.matches("[A-Za-z0-9]{8,64}"), "must be pagerduty://KEY, with an integration's key");
        return new Secret.Literal(key);
    }

    private static ChannelSpec syslog(String name, String rest, boolean tcp) {
        var server = Fields.hostPort(rest.replaceFirst("^//", "").replaceFirst("/$", ""), 514);
        return new ChannelSpec.Syslog(name, server.host(), server.port(), tcp);
    }

    private static Map<String, String> parameters(String query, Set<String> allowed) {
        var parameters = new HashMap<String, String>();
        for (var each : query.split("&", -1)) {
            if (!each.isEmpty()) {
                int equals = each.indexOf('=');
                String name = equals < 0 ? each : each.substring(0, equals);
                Fields.require(
                        allowed.contains(name) && equals > 0,
                        "does not know " + name + "; allowed are " + new TreeSet<>(allowed));
                parameters.put(name, decoded(each.substring(equals + 1)));
            }
        }
        return parameters;
    }
}
