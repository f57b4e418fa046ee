package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.Severity;
import io.waddleperf.sink.notify.Routes.Delivery;
import io.waddleperf.sink.notify.Transitions.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A fact, the way to whom it is told, and whether a silence keeps it back.
record News(Fact fact, Delivery delivery, boolean silenced) {
    /// What a step of an incident tells to whom.
    ///
    /// @param told channels that were told of the incident before
    static List<News> of(Step step, Set<String> told, Routes routes) {
        Incident revision = step.next().newest();
        var news = new ArrayList<News>();
        for (var transition : step.told()) {
            for (var delivery : routes.deliveries(transition, revision)) {
                // a silence holds back what would disturb somebody, not the end of what he was told
                boolean mustEnd = transition.ends() && told.contains(delivery.channel());
                news.add(of(transition, revision, delivery, step.silenced() && !mustEnd));
            }
            if (transition.ends()) {
                for (var delivery : routes.left(told, revision)) {
                    news.add(of(transition, revision, delivery, false));
                }
            }
        }
        return news;
    }

    private static News of(Transition transition, Incident revision, Delivery delivery, boolean silenced) {
        return new News(new Fact(transition, revision.revision(), delivery.channel(), revision), delivery, silenced);
    }

    /// A test, to one channel or to all.
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
                null,
                0,
                List.of(),
                null,
                null,
                false);
        return routes.tests(incident, action.channel()).stream()
                .map(delivery -> new News(new Fact(Transition.TEST, 1, delivery.channel(), incident), delivery, false))
                .toList();
    }
}
