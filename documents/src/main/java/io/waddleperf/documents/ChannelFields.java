package io.waddleperf.documents;

import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.ChannelRoute;
import io.waddleperf.contracts.ChannelRoute.News;
import io.waddleperf.contracts.Destination;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.WireName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// To whom incidents are told: docs/reference/documents.md shows the fields.
public final class ChannelFields {
    private ChannelFields() {}

    /// The spec of a document, which has all fields side by side.
    ///
    /// @param id its name, which stands elsewhere too
    static Channel read(FieldMap map, String id) {
        boolean enabled = map.flag("enabled", true);
        return new Channel(id, enabled, destination(map), route(map, ChannelFields::micros), 1);
    }

    /// Reads a time in microseconds.
    @FunctionalInterface
    private interface Time {
        long read(FieldMap map, String field, long otherwise);
    }

    private static long micros(FieldMap map, String field, long otherwise) {
        return map.micros(field, otherwise);
    }

    /// @throws FieldException says where it is wrong and what is allowed; a secret that stands there is not repeated
    public static Destination destination(FieldMap map) {
        String type = map.text("type");
        return switch (type) {
            case "email" -> email(map);
            case "webhook" -> new Destination.Webhook(map.text("url"), map.textOr("secret", null));
            case "slack" -> new Destination.Slack(map.text("url"));
            case "teams" -> new Destination.Teams(map.text("url"));
            case "pagerduty" -> new Destination.PagerDuty(map.textOr("url", null), map.text("routingKey"));
            case "syslog" ->
                new Destination.Syslog(
                        map.text("server"),
                        choice(map, "protocol", Destination.Protocol.UDP, Destination.Protocol.values()));
            case "alertmanager" -> new Destination.Alertmanager(map.text("url"));
            default ->
                throw map.wrong(
                        "type", "must be email, webhook, slack, teams, pagerduty, syslog or alertmanager, not " + type);
        };
    }

    private static Destination email(FieldMap map) {
        return new Destination.Email(
                map.text("server"),
                choice(map, "security", Destination.Security.STARTTLS, Destination.Security.values()),
                Objects.requireNonNull(map.textOr("from", Destination.Email.FROM)),
                map.texts("to"),
                map.textOr("user", null),
                map.textOr("password", null));
    }

    /// As it stands in JSON of the API and the topic, where times end in `Us`.
    ///
    /// @throws FieldException says where it is wrong and what is allowed
    public static ChannelRoute route(FieldMap map) {
        return route(
                map,
                (fields, name, otherwise) ->
                        Objects.requireNonNull(fields.valueOr(name + "Us", otherwise, Long::valueOf)));
    }

    private static ChannelRoute route(FieldMap map, Time time) {
        var usual = ChannelRoute.DEFAULT;
        return new ChannelRoute(
                        match(map.mapOrNull("match")),
                        choice(map, "severity", usual.severity(), Severity.values()),
                        choices(map, "tell", usual.tell(), News.values()),
                        listOr(map.texts("groupBy"), usual.groupBy()),
                        time.read(map, "groupWait", usual.groupWaitUs()),
                        time.read(map, "groupInterval", usual.groupIntervalUs()),
                        time.read(map, "repeatInterval", usual.repeatIntervalUs()))
                .requireKnownLabels();
    }

    /// A value may stand alone where there is one.
    private static Map<String, List<String>> match(@Nullable FieldMap map) {
        return map == null ? Map.of() : map.names().stream().collect(Collectors.toMap(name -> name, map::textOrTexts));
    }

    private static <T> List<T> listOr(List<T> list, List<T> otherwise) {
        return list.isEmpty() ? otherwise : list;
    }

    private static <E extends Enum<E> & WireName> E choice(FieldMap map, String field, E otherwise, E[] all) {
        return Objects.requireNonNull(map.valueOr(field, otherwise, text -> known(field, text, all)));
    }

    private static <E extends Enum<E> & WireName> List<E> choices(
            FieldMap map, String field, List<E> otherwise, E[] all) {
        return listOr(
                map.texts(field).stream().map(text -> known(field, text, all)).toList(), otherwise);
    }

    /// The last of them stands for those of a newer version.
    private static <E extends Enum<E> & WireName> E known(String field, String text, E[] all) {
        var known = Arrays.asList(all).subList(0, all.length - 1);
        return known.stream()
                .filter(one -> one.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field + " must be one of "
                        + known.stream().map(WireName::wireName).collect(Collectors.joining(", ")) + ", not " + text));
    }
}
