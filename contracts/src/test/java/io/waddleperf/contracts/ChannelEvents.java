package io.waddleperf.contracts;

import static java.util.UUID.nameUUIDFromBytes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Of the [Events] those of channels, one for each destination.
final class ChannelEvents {
    private static final UUID ID = nameUUIDFromBytes(new byte[] {1});
    private static final Instant AT = Instant.parse("2026-11-23T02:42:33Z");

    private ChannelEvents() {}

    static Map<String, Object> all() {
        return Map.of(
                "channel", channel(new Destination.Webhook("https://example.net/hook", "env:NOTIFY_KEY")),
                "channel-email", channel(email()),
                "channel-slack", channel(new Destination.Slack("file:slack-url")),
                "channel-teams", channel(new Destination.Teams("env:NOTIFY_TEAMS")),
                "channel-pagerduty", channel(new Destination.PagerDuty(null, "env:NOTIFY_PAGER")),
                "channel-syslog", channel(new Destination.Syslog("log.example.net", Destination.Protocol.UDP)),
                "channel-alertmanager", channel(new Destination.Alertmanager("http://alerts.example.net:9093")),
                "incident-action-test",
                        new IncidentAction(
                                ID, ID, IncidentAction.Kind.TEST_CHANNEL, "operator", AT, "", "night", null));
    }

    private static Channel channel(Destination destination) {
        var route = new ChannelRoute(
                Map.of("site", List.of("berlin", "berlin-*")),
                Severity.CRITICAL,
                List.of(ChannelRoute.News.OPENED, ChannelRoute.News.CLOSED),
                List.of("site"),
                10_000_000,
                300_000_000,
                14_400_000_000L);
        return new Channel("night", true, destination, route, 3);
    }

    private static Destination email() {
        return new Destination.Email(
                "mail.example.net:587",
                Destination.Security.STARTTLS,
                Destination.Email.FROM,
                List.of("ops@example.net"),
                "waddleperf",
                "file:mail-password");
    }
}
