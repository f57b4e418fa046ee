package io.waddleperf.probe.traceroute;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The hops that a run's packets tell of.
///
/// @param reached   whether the target itself answered
/// @param answering TTL of the target, or of the last hop that answered; 0: nobody did
/// @param hops      from TTL 1 to the target; where it was not reached, to the first silent hop
///                  behind the last that answered, or to where somebody said that no way leads on
record Way(boolean reached, int answering, List<Details.Hop> hops) {
    Way {
        hops = List.copyOf(hops);
    }

    static Way of(List<TraceReport.Trial> trials) {
        var byTtl = trials.stream()
                .collect(Collectors.groupingBy(TraceReport.Trial::ttl, TreeMap::new, Collectors.toList()));
        int target = first(
                byTtl,
                hop -> answers(hop).stream().anyMatch(answer -> answer.reading().step() == Reading.Step.TARGET));
        if (target > 0) {
            return new Way(true, target, hops(byTtl, target));
        }
        int end = first(
                byTtl,
                hop -> !answers(hop).isEmpty()
                        && answers(hop).stream()
                                .allMatch(answer -> answer.reading().step() == Reading.Step.DEAD_END));
        if (end > 0) {
            return new Way(false, end, hops(byTtl, end));
        }
        int last = 0;
        for (var hop : byTtl.entrySet()) {
            last = answers(hop.getValue()).isEmpty() ? last : hop.getKey();
        }
        return new Way(false, last, hops(byTtl, last + 1));
    }

    private static int first(
            TreeMap<Integer, List<TraceReport.Trial>> byTtl, Predicate<List<TraceReport.Trial>> wanted) {
        return byTtl.entrySet().stream()
                .filter(hop -> wanted.test(hop.getValue()))
                .mapToInt(hop -> hop.getKey())
                .findFirst()
                .orElse(0);
    }

    private static List<TraceReport.Answer> answers(List<TraceReport.Trial> trials) {
        return trials.stream()
                .map(TraceReport.Trial::answer)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Details.Hop> hops(TreeMap<Integer, List<TraceReport.Trial>> byTtl, int last) {
        var hops = new ArrayList<Details.Hop>();
        byTtl.headMap(last, true).forEach((ttl, trials) -> hops.add(hop(ttl, trials)));
        return hops;
    }

    private static Details.Hop hop(int ttl, List<TraceReport.Trial> trials) {
        var answers = answers(trials);
        var us = answers.stream().mapToDouble(TraceReport.Answer::rttUs).summaryStatistics();
        boolean silent = answers.isEmpty();
        return new Details.Hop(
                ttl,
                addresses(answers),
                trials.size(),
                answers.size(),
                silent ? null : rounded(us.getMin()),
                silent ? null : rounded(us.getAverage()),
                silent ? null : rounded(us.getMax()),
                answers.stream()
                        .map(answer -> answer.reading().note())
                        .filter(note -> !note.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    private static List<String> addresses(List<TraceReport.Answer> answers) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var answer : answers) {
            InetAddress by = answer.by();
            if (by != null) {
                counts.merge(by.getHostAddress(), 1, Integer::sum);
            }
        }
        return counts.keySet().stream()
                .sorted(Comparator.comparing(counts::get, Comparator.reverseOrder())) // stable: the first wins a tie
                .toList();
    }

    private static double rounded(double us) {
        return Math.rint(us * 1_000) / 1_000;
    }

    /// The number of hops and, where the target was reached, its packets and round trips.
    Metrics metrics() {
        var metrics = Metrics.builder();
        if (answering > 0) {
            metrics.put(Metric.HOPS, answering);
        }
        if (reached) {
            var target = hops.getLast();
            metrics.put(Metric.PACKETS_SENT, target.sent())
                    .put(Metric.PACKETS_RECEIVED, target.received())
                    .put(Metric.LOSS_RATIO, 1 - (double) target.received() / target.sent())
                    .put(Metric.RTT_MIN_US, Objects.requireNonNull(target.minUs()))
                    .put(Metric.RTT_MEAN_US, Objects.requireNonNull(target.meanUs()))
                    .put(Metric.RTT_MAX_US, Objects.requireNonNull(target.maxUs()));
        }
        return metrics.build();
    }
}
