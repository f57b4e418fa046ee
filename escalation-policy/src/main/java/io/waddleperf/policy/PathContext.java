package io.waddleperf.policy;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Threshold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the machine must know besides the path's memory.
///
/// @param target       its id
/// @param items        of the path; may be empty where it is tested no more
/// @param rules        in force, by the number of the series
/// @param neighbours   one item of each of some other targets of the probe, to compare with
/// @param brokenParent a target that this one lies behind and that is broken itself
/// @param entitlements what may be done at all
/// @param lastGood     the hops of the last traceroute while the path was healthy, null where none
public record PathContext(
        String probe,
        String site,
        String target,
        List<Assignment.Item> items,
        Map<Long, List<Threshold>> rules,
        List<Assignment.Item> neighbours,
        Optional<String> brokenParent,
        Purse purse,
        Entitlements entitlements,
        @Nullable List<Details.Hop> lastGood) {
    /// The item of a series of this path, the first where it is none of the assigned.
    Optional<Assignment.Item> item(long series) {
        return items.stream()
                .filter(item -> Ids.series(probe, target, item.check(), item.family()) == series)
                .findFirst()
                .or(() -> items.stream().findFirst());
    }

    /// The rule of a window, where it is still in force and about the same number.
    Optional<Threshold> rule(Window window) {
        return rules.getOrDefault(window.series(), List.of()).stream()
                .filter(rule -> rule.id().equals(window.rule()) && rule.tier() == 1)
                .filter(rule -> rule.metric().equals(window.breach().metric()))
                .findFirst();
    }
}
