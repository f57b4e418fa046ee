package io.waddleperf.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// How long nothing came of what should come all the time: of each of some kinds of news, such as rows, and of
/// each source of them, such as a partition.
final class Silences {
    private final Map<Source, Long> lastNs = new HashMap<>();
    private final Map<Source, Long> longestNs = new HashMap<>();
    private final Map<String, Map<String, List<Double>>> told = new TreeMap<>();
    private long beganNs;

    private record Source(String news, String name) {}

    /// Something came.
    synchronized void heard(String news, String name, long atNs) {
        var source = new Source(news, name);
        Long before = lastNs.put(source, atNs);
        if (before != null && atNs > beganNs) {
            longestNs.merge(source, atNs - before, Math::max);
        }
    }

    /// What comes from now on is one event's doing, such as a kill.
    synchronized void begin(long atNs) {
        beganNs = atNs;
        longestNs.clear();
    }

    /// The longest silence of each kind of news since the begin, in seconds; also one that goes on.
    ///
    /// @param counts which sources of it count
    synchronized Map<String, Double> end(String what, long atNs, Predicate<String> counts) {
        var longest = new TreeMap<String, Double>();
        lastNs.forEach((source, last) -> {
            if (counts.test(source.name())) {
                long silentNs = Math.max(longestNs.getOrDefault(source, 0L), atNs - last);
                longest.merge(source.news(), silentNs / 1e9, Math::max);
            }
        });
        longest.forEach((news, seconds) -> told.computeIfAbsent(what, _ -> new TreeMap<>())
                .computeIfAbsent(news, _ -> new ArrayList<>())
                .add(seconds));
        return longest;
    }

    /// A line for each kind of event: how many there were, and of each kind of news the median of the longest
    /// silences and the longest of all.
    synchronized List<String> table() {
        var lines = new ArrayList<String>();
        told.forEach((what, news) -> {
            int times = news.values().stream().mapToInt(List::size).max().orElse(0);
            var line = new StringBuilder("%-10s %2d ×".formatted(what, times));
            news.forEach((name, seconds) -> line.append("  %s %.1f (%.1f)"
                    .formatted(
                            name,
                            median(seconds),
                            seconds.stream().mapToDouble(each -> each).max().orElse(0))));
            lines.add(line.toString());
        });
        return lines;
    }

    private static double median(List<Double> of) {
        var sorted = of.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
