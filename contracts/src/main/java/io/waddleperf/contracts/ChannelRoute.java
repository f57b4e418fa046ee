package io.waddleperf.contracts;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Of which incidents a channel is told, and how often.
///
/// @param match            values by label of an incident, of which it must have one each; `*` stands for any
/// characters
/// @param severity         what matters less is not told
/// @param tell             which news
/// @param groupBy          labels whose values decide what stands together in a message
/// @param groupWaitUs      from the first news of a group to its message
/// @param groupIntervalUs  between two messages of a group
/// @param repeatIntervalUs until an open incident that nobody acknowledged is told again
public record ChannelRoute(
        Map<String, List<String>> match,
        Severity severity,
        List<News> tell,
        List<String> groupBy,
        long groupWaitUs,
        long groupIntervalUs,
        long repeatIntervalUs) {
    /// All labels that an incident has.
    public static final List<String> LABELS = List.of(
            "incident", "scope", "subject", "severity", "rule", "simulated", Labels.PROBE, Labels.SITE, Labels.TARGET);

    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 200;
    private static final long SECOND_US = 1_000_000;
    private static final long DAY_US = 86_400 * SECOND_US;

    /// Everything but that an incident recovers, each incident by itself.
    public static final ChannelRoute DEFAULT = new ChannelRoute(
            Map.of(),
            Severity.WARNING,
            List.of(News.OPENED, News.CHANGED, News.ACKNOWLEDGED, News.REOPENED, News.CLOSED, News.REMINDER),
            List.of("incident"),
            10 * SECOND_US,
            300 * SECOND_US,
            4 * 3_600 * SECOND_US);

    public ChannelRoute {
        Require.present("match", match);
        match.forEach(ChannelRoute::requireValues);
        match = match.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
        Require.present("severity", severity);
        Require.present("tell", tell);
        tell = tell.stream().distinct().toList();
        Require.that(!tell.isEmpty(), "tell", tell, "must name at least one kind of news");
        Require.present("groupBy", groupBy);
        groupBy = groupBy.stream().distinct().toList();
        Require.that(!groupBy.isEmpty(), "groupBy", groupBy, "must name at least one label");
        Require.range("groupWaitUs", groupWaitUs, 0, 3_600 * SECOND_US);
        Require.range("groupIntervalUs", groupIntervalUs, 0, DAY_US);
        Require.range("repeatIntervalUs", repeatIntervalUs, 60 * SECOND_US, 30 * DAY_US);
    }

    /// What may be told of an incident.
    public enum News implements WireName {
        OPENED("opened"),
        /// Its severity was raised, its scope widened, or it breaks twice as many paths.
        CHANGED("changed"),
        ACKNOWLEDGED("acknowledged"),
        REOPENED("reopened"),
        /// All its paths are healthy again, not yet for long.
        RECOVERING("recovering"),
        CLOSED("closed"),
        /// Still open after a while, and nobody has acknowledged it.
        REMINDER("reminder"),
        UNKNOWN("unknown");

        private final String wireName;

        News(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    private static void requireValues(String label, List<String> values) {
        Require.range("match." + label, values.size(), 1, MOST_VALUES);
        values.forEach(value -> Require.that(
                !value.isBlank() && value.length() <= LONGEST_VALUE,
                "match." + label,
                '"' + value + '"',
                "must have values of 1 to " + LONGEST_VALUE + " characters"));
    }

    /// Where people write it. On its topic a newer version may name labels that this one does not know.
    ///
    /// @throws FieldException where a label is none of an incident
    public ChannelRoute requireKnownLabels() {
        match.keySet().forEach(label -> requireLabel("match", label));
        groupBy.forEach(label -> requireLabel("groupBy", label));
        return this;
    }

    private static void requireLabel(String field, String label) {
        Require.that(LABELS.contains(label), field, label, "must name " + String.join(", ", LABELS));
    }
}
