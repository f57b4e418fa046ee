package io.waddleperf.sink.notify;

import io.waddleperf.sink.notify.Message.Item;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes a message to its channel, in the channel's own form.
final class Sending {
    /// An Alertmanager forgets an open alert after so long without being told again.
    static final Duration ALERT_LASTS = Duration.ofMinutes(4);

    private static final String MESSAGE = "X-WaddlePerf-Message";

    private final InstantSource clock;
    private final Supplier<Routes> routes;
    private final HttpPost http;
    private final MailSender mail;
    private final SyslogSender syslog;
    private final AlertPayload alerts;
    private final ChatPayload chat;
    private final PagerDutyPayload pagerDuty;

    Sending(Door door, Supplier<Routes> routes, String externalUrl, InstantSource clock) {
        var story = new Story(externalUrl);
        this.clock = clock;
        this.routes = routes;
        http = new HttpPost(door);
        mail = new MailSender(door, new Mail(story));
        syslog = new SyslogSender(door, new SyslogLine(story));
        alerts = new AlertPayload(story);
        chat = new ChatPayload(story);
        pagerDuty = new PagerDutyPayload(story);
    }

    /// Returns when the channel has taken it.
    ///
    /// @return what it answered, in words
    /// @throws IOException says in words why it did not
    String send(ChannelSpec channel, Message message) throws IOException {
        return switch (channel) {
            case ChannelSpec.Email email -> mail.send(email, message, clock.instant());
            case ChannelSpec.Webhook webhook -> webhook(webhook, message);
            case ChannelSpec.Slack slack -> post(slack.url().uri(), Map.of(), Json.bytes(chat.slack(message)));
            case ChannelSpec.Teams teams -> post(teams.url().uri(), Map.of(), Json.bytes(chat.teams(message)));
            case ChannelSpec.PagerDuty pager -> pagerDuty(pager, message);
            case ChannelSpec.Syslog log -> syslog.send(log, message, clock.instant());
            case ChannelSpec.Alertmanager manager -> refresh(manager, message.items());
        };
    }

    private String webhook(ChannelSpec.Webhook channel, Message message) throws IOException {
        var groupLabels = routes.get()
                .groupLabels(message.group(), message.items().getFirst().incident());
        byte[] body = Json.bytes(alerts.webhook(channel.name(), message, groupLabels));
        var headers = new LinkedHashMap<String, String>();
        headers.put(MESSAGE, message.id());
        @Nullable Secret secret = channel.secret();
        if (secret != null) {
            headers.putAll(Signature.headers(secret.value(), clock.instant(), body));
        }
        return post(channel.url().uri(), headers, body);
    }

    private String pagerDuty(ChannelSpec.PagerDuty channel, Message message) throws IOException {
        String key = channel.routingKey().value();
        URI url = channel.url().uri();
        String answer = "";
        for (var item : message.items()) {
            for (var event : pagerDuty.events(item, key)) {
                answer = post(url, Map.of(), Json.bytes(event));
            }
        }
        return answer;
    }

    /// Tells an Alertmanager of the incidents, those that go on for [#ALERT_LASTS].
    String refresh(ChannelSpec.Alertmanager channel, List<Item> items) throws IOException {
        String root = channel.url().uri().toString().replaceAll("/+$", "");
        byte[] body = Json.bytes(alerts.alertmanager(items, clock.instant(), ALERT_LASTS));
        return post(URI.create(root + "/api/v2/alerts"), Map.of(), body);
    }

    /// Of those that go on, what is routed there, and what it was told of before its route was left:
    /// not told again, it would take that for resolved.
    void refreshStanding(ChannelSpec.Alertmanager channel, List<Standing> incidents) throws IOException {
        var held = incidents.stream()
                .filter(each -> each.told().contains(channel.name())
                        || routes.get().of(each.incident()).contains(channel))
                .map(Standing::item)
                .toList();
        if (!held.isEmpty()) {
            var _ = refresh(channel, held);
        }
    }

    private String post(URI url, Map<String, String> headers, byte[] body) throws IOException {
        return http.send(url, headers, body);
    }
}
