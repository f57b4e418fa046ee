package io.waddleperf.sink.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Incident.Scope.Kind;
import io.waddleperf.contracts.Severity;
import io.waddleperf.sink.notify.Routes.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Who is told of what.
class RoutesTest {
    private static final String FILE = """
            channels:
              mail: {type: email, server: mail.example.net, to: ops@example.net}
              chat: {type: slack, url: https://hooks.example.net/x}
              pager: {type: pagerduty, routingKey: env:KEY}
              hook: {type: webhook, url: https://example.net/hook}
            routes:
              - name: pages
                severity: critical
                channels: pager
                continue: true
              - name: home
                match: {site: home, target: ["w*", db]}
                channels: [mail, chat]
                groupBy: [site, scope]
                tell: [opened, closed]
                groupWait: 1s
                groupInterval: 2m
              - name: rest
                channels: [hook, mail]
            """;

    private final Routes routes = routes();

    private static Routes routes() {
        var content = new NotificationFile(Map.of("KEY", "secret"), Route.GROUP_WAIT).parse("notify.yaml", FILE);
        return new Routes(content.routes(), content.channels());
    }

    @Test
    void asksTheNextRouteOnlyWhereTheFirstGoesOn() {
        var warning = Incidents.sample().open();
        assertEquals(List.of("mail", "chat"), channels(Transition.OPENED, warning));
        var critical = Incidents.sample().severity(Severity.CRITICAL);
        assertEquals(List.of("pager", "mail", "chat"), channels(Transition.OPENED, critical));
    }

    @Test
    void fallsToTheRouteBelowWhereALabelDiffers() {
        var nothingBroken = Incidents.sample().scope(Kind.PROBE, "local", 0);
        assertEquals(List.of("hook", "mail"), channels(Transition.OPENED, nothingBroken));
    }

    @Test
    void tellsOnlyWhatTheRouteTells() {
        var incident = Incidents.sample().acknowledged("operator");
        assertEquals(List.of(), channels(Transition.ACKNOWLEDGED, incident));
        assertEquals(List.of("mail", "chat"), channels(Transition.CLOSED, incident));
    }

    @Test
    void tellsOfMergersOnlyWhatKeepsAState() {
        var incident = Incidents.sample().severity(Severity.CRITICAL);
        assertEquals(List.of("pager"), channels(Transition.MERGED, incident));
    }

    @Test
    void groupsByLabelsAndGivesSystemsEachIncidentByItself() {
        var incident = Incidents.sample().severity(Severity.CRITICAL);
        var deliveries = routes.deliveries(Transition.OPENED, incident);
        assertEquals(
                new Delivery("pager", Incidents.ID.toString(), Duration.ZERO, Duration.ZERO), deliveries.getFirst());
        assertEquals(
                new Delivery(
                        "mail", "home:{site=\"home\",scope=\"target\"}", Duration.ofSeconds(1), Duration.ofMinutes(2)),
                deliveries.get(1));
        assertEquals(
                Map.of("site", "home", "scope", "target"),
                routes.groupLabels(deliveries.get(1).group(), incident));
    }

    @Test
    void remindsWhereTheRouteDoesButNotSystemsThatDoSoThemselves() {
        var incident = Incidents.sample().scope(Kind.PROBE, "local", 0);
        assertEquals(List.of("hook", "mail"), channels(Transition.REMINDER, incident));
        assertEquals(
                Route.REPEAT_INTERVAL, routes.repeatInterval("hook", incident).orElseThrow());
        assertTrue(routes.repeatInterval("chat", Incidents.sample().open()).isEmpty());
    }

    @Test
    void sendsATestToEveryChannel() {
        var incident = Incidents.sample().open();
        assertEquals(
                List.of("mail", "chat", "pager", "hook"),
                routes.tests(incident, null).stream().map(Delivery::channel).toList());
    }

    /// One that is on its way here is told as soon as it has come.
    @Test
    void sendsATestToOneChannelBeItNotKnownYet() {
        var incident = Incidents.sample().open();
        for (var name : List.of("chat", "soon")) {
            assertEquals(
                    List.of(name),
                    routes.tests(incident, name).stream().map(Delivery::channel).toList());
        }
    }

    @Test
    void matchesWithStars() {
        assertTrue(IncidentLabels.like("w*b", "web"));
        assertTrue(IncidentLabels.like("*", ""));
        assertTrue(IncidentLabels.like("a*b*c", "a-b-b-c"));
        assertFalse(IncidentLabels.like("a*b", "a-b-c"));
        assertFalse(IncidentLabels.like("web", "web2"));
        assertFalse(IncidentLabels.like("*a*a*a*a*a*b", "a".repeat(50_000)));
    }

    @Test
    void holdsNothingOpenThatASilenceWouldKeepQuiet() {
        var incidents = new Incidents(UUID.randomUUID(), Instant.parse("2026-11-23T02:42:00Z"));
        var told = Set.of("pager", "mail");
        var opened = Transitions.of(null, incidents.severity(Severity.CRITICAL), Set.of(), Incidents.AT);
        incidents.silenced("night");
        var closed = Transitions.of(opened.next(), incidents.closed(), told, Incidents.AT);
        assertTrue(closed.silenced());
        // what was told of the beginning is told of the end, chats and mail too
        assertEquals(List.of("pager false", "mail false", "chat true"), channels(News.of(closed, told, routes)));
    }

    @Test
    void endsAnIncidentWhereItWasToldThoughItHasLeftThatRoute() {
        var incidents = Incidents.sample();
        var told = Set.of("pager", "hook", "chat");
        var opened = Transitions.of(null, incidents.severity(Severity.CRITICAL), Set.of(), Incidents.AT);
        incidents.severity(Severity.WARNING);
        var changed = Transitions.of(opened.next(), incidents.scope(Kind.SITE, "home", 9), told, Incidents.AT);
        assertEquals(List.of(Transition.CHANGED), changed.told());
        assertFalse(channels(News.of(changed, told, routes)).contains("pager false"));
        incidents.scope(Kind.TARGET, "web", 1);
        var closed = Transitions.of(opened.next(), incidents.closed(), told, Incidents.AT);
        // the chat and the mail are routed there still, the others hold it open
        assertEquals(
                List.of("mail false", "chat false", "pager false", "hook false"),
                channels(News.of(closed, told, routes)));
        var merged = Transitions.of(opened.next(), incidents.merged(new UUID(1, 1)), told, Incidents.AT);
        assertEquals(List.of("pager false", "hook false"), channels(News.of(merged, told, routes)));
    }

    private static List<String> channels(List<News> news) {
        return news.stream()
                .map(each -> each.fact().channel() + ' ' + each.silenced())
                .toList();
    }

    private List<String> channels(Transition transition, io.waddleperf.contracts.Incident incident) {
        return routes.deliveries(transition, incident).stream()
                .map(Delivery::channel)
                .toList();
    }
}
