package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.ChannelRoute;
import io.waddleperf.contracts.Destination;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A channel of the configuration in the notifier's words.
final class ConfiguredChannel {
    private static final int SMTP = 25;
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final int SYSLOG = 514;

    private ConfiguredChannel() {}

    /// @throws IllegalArgumentException says what this version cannot do with it
    static ChannelSpec spec(Channel channel, SecretPlaces secrets) {
        String name = channel.id();
        return switch (channel.destination()) {
            case Destination.Email email -> email(name, email, secrets);
            case Destination.Webhook(var url, var secret) ->
                new ChannelSpec.Webhook(name, url(url, secrets), secrets.atOrNull(secret));
            case Destination.Slack(var url) -> new ChannelSpec.Slack(name, url(url, secrets));
            case Destination.Teams(var url) -> new ChannelSpec.Teams(name, url(url, secrets));
            case Destination.PagerDuty(var url, var routingKey) ->
                new ChannelSpec.PagerDuty(
                        name,
                        url == null ? HttpUrl.of(ChannelSpec.PagerDuty.EVENTS) : url(url, secrets),
                        secrets.at(routingKey));
            case Destination.Syslog(var server, var protocol) -> {
                var at = Fields.hostPort(server, SYSLOG);
                yield new ChannelSpec.Syslog(
                        name, at.host(), at.port(), protocol(protocol) == Destination.Protocol.TCP);
            }
            case Destination.Alertmanager(var url) -> new ChannelSpec.Alertmanager(name, url(url, secrets));
            case Destination.Unknown _ ->
                throw new IllegalArgumentException("its type is of a newer version: update the notifier");
        };
    }

    private static HttpUrl url(String text, SecretPlaces secrets) {
        return new HttpUrl(secrets.at(text));
    }

    private static Destination.Protocol protocol(Destination.Protocol protocol) {
        Fields.require(
                protocol != Destination.Protocol.UNKNOWN, "its protocol is of a newer version: update the notifier");
        return protocol;
    }

    private static ChannelSpec email(String name, Destination.Email email, SecretPlaces secrets) {
        var security = switch (email.security()) {
            case PLAIN -> ChannelSpec.Security.PLAIN;
            case STARTTLS -> ChannelSpec.Security.STARTTLS;
            case TLS -> ChannelSpec.Security.TLS;
            case UNKNOWN ->
                throw new IllegalArgumentException("its security is of a newer version: update the notifier");
        };
        var server = Fields.hostPort(email.server(), port(security));
        return new ChannelSpec.Email(
                name,
                server.host(),
                server.port(),
                security,
                Fields.mailAddress(email.from()),
                email.to().stream().map(Fields::mailAddress).toList(),
                email.user(),
                secrets.atOrNull(email.password()));
    }

    static int port(ChannelSpec.Security security) {
        return switch (security) {
            case PLAIN -> SMTP;
            case STARTTLS -> SUBMISSION;
            case TLS -> SUBMISSIONS;
        };
    }

    /// Beside all other routes. Its name is that of no route of the file.
    static Route route(Channel channel) {
        var route = channel.route();
        return new Route(
                "channel/" + channel.id(),
                route.match(),
                route.severity(),
                List.of(channel.id()),
                tell(route),
                true,
                route.groupBy(),
                time(route.groupWaitUs()),
                time(route.groupIntervalUs()),
                time(route.repeatIntervalUs()));
    }

    /// News of a newer version are told by none of this one.
    private static Set<Transition> tell(ChannelRoute route) {
        return route.tell().stream()
                .filter(news -> news != ChannelRoute.News.UNKNOWN)
                .map(news -> Transition.of(news.wireName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Duration time(long us) {
        return Duration.of(us, ChronoUnit.MICROS);
    }
}
