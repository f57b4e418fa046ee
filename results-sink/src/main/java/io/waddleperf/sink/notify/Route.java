package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.Severity;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who is told of which incidents, and how often.
///
/// @param match          values by label, of which an incident must have one each
/// @param leastSeverity  what matters less is told by no channel of this route
/// @param channels       names
/// @param tell           which transitions
/// @param goesOn         whether routes below are asked too
/// @param groupBy        labels whose values decide what stands together in a message
/// @param groupWait      from the first news of a group to its message
/// @param groupInterval  between two messages of a group
/// @param repeatInterval until an open incident that nobody acknowledged is told again
record Route(
        String name,
        Map<String, List<String>> match,
        Severity leastSeverity,
        List<String> channels,
        Set<Transition> tell,
        boolean goesOn,
        List<String> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval) {
    static final Duration GROUP_WAIT = Duration.ofSeconds(10);
    static final Duration GROUP_INTERVAL = Duration.ofMinutes(5);
    static final Duration REPEAT_INTERVAL = Duration.ofHours(4);

    /// All that a route can choose; a test goes to every channel, a merger to those that keep a state.
    static final Set<Transition> CHOICE = Set.of(
            Transition.OPENED,
            Transition.CHANGED,
            Transition.ACKNOWLEDGED,
            Transition.REOPENED,
            Transition.RECOVERING,
            Transition.CLOSED,
            Transition.REMINDER);

    /// All but that it recovers, which is no reason to get up.
    static final Set<Transition> TELL = without(CHOICE, Transition.RECOVERING);

    Route {
        match = Map.copyOf(match);
        channels = List.copyOf(channels);
        tell = Set.copyOf(tell);
        groupBy = List.copyOf(groupBy);
        match.keySet().forEach(label -> requireLabel("match", label));
        groupBy.forEach(label -> requireLabel("groupBy", label));
        Require.that(!channels.isEmpty(), "channels", channels, "must name at least one");
        within("groupWait", groupWait, Duration.ZERO, Duration.ofHours(1));
        within("groupInterval", groupInterval, Duration.ZERO, Duration.ofDays(1));
        within("repeatInterval", repeatInterval, Duration.ofMinutes(1), Duration.ofDays(30));
    }

    /// Everything, to these channels, each incident by itself.
    static Route all(String name, List<String> channels, Duration groupWait) {
        return new Route(
                name,
                Map.of(),
                Severity.WARNING,
                channels,
                TELL,
                true,
                List.of(IncidentLabels.INCIDENT),
                groupWait,
                GROUP_INTERVAL,
                REPEAT_INTERVAL);
    }

    boolean matches(IncidentLabels labels, Severity severity) {
        return Ranks.of(severity) >= Ranks.of(leastSeverity)
                && match.entrySet().stream().allMatch(each -> labels.has(each.getKey(), each.getValue()));
    }

    private static void requireLabel(String field, String label) {
        Require.that(
                IncidentLabels.NAMES.contains(label),
                field,
                label,
                "must name " + String.join(", ", IncidentLabels.NAMES));
    }

    private static void within(String field, Duration value, Duration least, Duration most) {
        Require.that(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                field,
                value,
                "must be " + least + " to " + most);
    }

    private static Set<Transition> without(Set<Transition> all, Transition one) {
        var rest = EnumSet.copyOf(all);
        rest.remove(one);
        return Set.copyOf(rest);
    }
}
