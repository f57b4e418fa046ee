package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.Severity;
import io.waddleperf.sink.notify.Routes.Delivery;
import io.waddleperf.sink.notify.Transitions.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fact, the way to whom it is told, and whether a silence keeps it back.
record News(Fact fact, Delivery delivery, boolean silenced) {
    /// What a step of an incident tells to whom.
    ///
    /// @param before what was known until then
    static List<News> of(@Nullable Known before, Step step, Routes routes) {
        Incident revision = step.next().newest();
        var news = new ArrayList<News>();
        for (var transition : step.told()) {
            for (var delivery : routes.deliveries(transition, revision)) {
                var fact = new Fact(transition, revision.revision(), delivery.channel(), revision);
                news.add(new News(fact, delivery, step.silenced() && !mustEnd(before, fact, routes)));
            }
        }
        return news;
    }

    /// A silence holds back what would disturb somebody, not the end of what a system holds open.
    private static boolean mustEnd(@Nullable Known before, Fact fact, Routes routes) {
        return fact.transition().ends()
                && before != null
                && before.told() != null
                && routes.channel(fact.channel()).map(ChannelSpec::keepsState).orElse(false);
    }

    /// A test, to every channel.
    static List<News> test(IncidentAction action, Routes routes) {
        String by = PlainText.line(action.by(), 64);
        String why = action.text().isBlank() ? "" : ": " + PlainText.line(action.text(), 200);
        var incident = new Incident(
                action.id(),
                1,
                Incident.State.OPEN,
                action.at(),
                action.at(),
                null,
                new Incident.Scope(Incident.Scope.Kind.UNKNOWN, "test", 0, 0),
                List.of(),
                "This is a test of the notifications, asked for by " + by + why,
                Severity.WARNING,
                "test",
                List.of(),
                0,
                null,
                0,
                List.of(),
                null,
                null,
                false);
        return routes.tests(incident).stream()
                .map(delivery -> new News(new Fact(Transition.TEST, 1, delivery.channel(), incident), delivery, false))
                .toList();
    }
}
