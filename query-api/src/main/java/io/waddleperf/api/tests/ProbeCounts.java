package io.waddleperf.api.tests;

import io.waddleperf.api.tests.TestStatus.CommandStatus;
import io.waddleperf.api.tests.TestStatus.Phase;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// How far the probes of a test are. Each is counted once: `total` is the sum of the others.
///
/// @param waiting    none of its commands was begun
/// @param completed  all of its commands were measured
/// @param failed     the target did not answer one as it should
/// @param refused    one was refused, by the scheduler or the probe
/// @param unanswered nothing came of one in time
public record ProbeCounts(int total, int waiting, int running, int completed, int failed, int refused, int unanswered) {
    static ProbeCounts of(List<CommandStatus> commands) {
        var byProbe = commands.stream().collect(Collectors.groupingBy(CommandStatus::probe));
        int waiting = 0;
        int running = 0;
        var ended = new EnumMap<Ending, Integer>(Ending.class);
        for (var ofProbe : byProbe.values()) {
            if (ofProbe.stream().allMatch(one -> one.ending() != null)) {
                ended.merge(worst(ofProbe), 1, Integer::sum);
            } else if (ofProbe.stream().allMatch(one -> one.status() == Phase.QUEUED)) {
                waiting++;
            } else {
                running++;
            }
        }
        return new ProbeCounts(
                byProbe.size(),
                waiting,
                running,
                count(ended, Ending.COMPLETED),
                count(ended, Ending.FAILED),
                count(ended, Ending.REFUSED),
                count(ended, Ending.UNANSWERED));
    }

    private static Ending worst(List<CommandStatus> ofProbe) {
        return ofProbe.stream()
                .map(one -> Objects.requireNonNull(one.ending()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static int count(Map<Ending, Integer> ended, Ending ending) {
        return ended.getOrDefault(ending, 0);
    }
}
