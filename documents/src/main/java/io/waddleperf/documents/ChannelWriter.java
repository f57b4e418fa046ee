package io.waddleperf.documents;

import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.ChannelRoute;
import io.waddleperf.contracts.Destination;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.WireName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes channels as [ChannelFields] reads them: what is as usual is left out.
final class ChannelWriter {
    private final Map<String, Object> spec = new LinkedHashMap<>();

    private ChannelWriter() {}

    static Map<String, Object> spec(Channel channel) {
        var writer = new ChannelWriter();
        writer.put("enabled", channel.enabled(), true);
        writer.put("type", channel.destination().wireName(), "");
        writer.destination(channel.destination());
        writer.route(channel.route());
        return writer.spec;
    }

    private void destination(Destination destination) {
        switch (destination) {
            case Destination.Email email -> {
                put("server", email.server(), "");
                put("security", email.security().wireName(), Destination.Security.STARTTLS.wireName());
                put("from", email.from(), Destination.Email.FROM);
                put("to", email.to(), List.of());
                put("user", email.user(), "");
                put("password", email.password(), "");
            }
            case Destination.Webhook(var url, var secret) -> {
                put("url", url, "");
                put("secret", secret, "");
            }
            case Destination.Slack(var url) -> put("url", url, "");
            case Destination.Teams(var url) -> put("url", url, "");
            case Destination.PagerDuty(var url, var routingKey) -> {
                put("url", url, "");
                put("routingKey", routingKey, "");
            }
            case Destination.Syslog(var server, var protocol) -> {
                put("server", server, "");
                put("protocol", protocol.wireName(), Destination.Protocol.UDP.wireName());
            }
            case Destination.Alertmanager(var url) -> put("url", url, "");
            case Destination.Unknown() -> {}
        }
    }

    private void route(ChannelRoute route) {
        var usual = ChannelRoute.DEFAULT;
        put("match", new TreeMap<>(route.match()), Map.of());
        put("severity", route.severity().wireName(), Severity.WARNING.wireName());
        put("tell", names(route.tell()), names(usual.tell()));
        put("groupBy", route.groupBy(), usual.groupBy());
        putTime("groupWait", route.groupWaitUs(), usual.groupWaitUs());
        putTime("groupInterval", route.groupIntervalUs(), usual.groupIntervalUs());
        putTime("repeatInterval", route.repeatIntervalUs(), usual.repeatIntervalUs());
    }

    private static List<String> names(List<? extends WireName> list) {
        return list.stream().map(WireName::wireName).toList();
    }

    private void putTime(String name, long us, long usual) {
        if (us != usual) {
            spec.put(name, Units.text(us));
        }
    }

    private void put(String name, @Nullable Object value, Object usual) {
        if (value != null && !value.equals(usual)) {
            spec.put(name, value);
        }
    }
}
