package io.waddleperf.policy;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.HopLoss;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a way differs from the last good one: which hop changed, where delay or loss begins.
public final class WayChange {
    /// More than jitter between two runs: so much more than before, and than a share of it.
    private static final double MORE_US = 10_000;
    private static final double MORE_SHARE = 0.5;
    private static final double LOSSY = 0.05;

    private WayChange() {}

    static String text(Details.TracerouteDetails way, @Nullable List<Details.Hop> good) {
        String reached = way.reached()
                ? hops(way.hops().size())
                : "the target is not reached, " + lastAnswer(way.hops()) + " answers last";
        if (good == null || good.isEmpty()) {
            return reached + ", no earlier way to compare with";
        }
        var changes = new java.util.ArrayList<String>();
        changes.add(reached);
        otherHop(way.hops(), good).ifPresent(changes::add);
        lossFrom(way.hops()).ifPresent(changes::add);
        delayFrom(way.hops(), good).ifPresent(changes::add);
        return String.join(", ", changes) + (changes.size() == 1 ? ", the way is as it was" : "");
    }

    private static String hops(int count) {
        return count == 1 ? "1 hop" : count + " hops";
    }

    private static String lastAnswer(List<Details.Hop> hops) {
        return hops.reversed().stream()
                .filter(hop -> !hop.addresses().isEmpty())
                .findFirst()
                .map(hop -> "hop " + hop.ttl() + " (" + hop.addresses().getFirst() + ")")
                .orElse("nobody");
    }

    /// The first hop at which none of the addresses was seen before.
    private static Optional<String> otherHop(List<Details.Hop> now, List<Details.Hop> good) {
        for (Details.Hop hop : now) {
            var before = at(good, hop.ttl());
            if (before.isPresent()
                    && !hop.addresses().isEmpty()
                    && !before.get().addresses().isEmpty()
                    && hop.addresses().stream().noneMatch(before.get().addresses()::contains)) {
                return Optional.of("hop " + hop.ttl() + " changed from "
                        + before.get().addresses().getFirst() + " to "
                        + hop.addresses().getFirst());
            }
        }
        return Optional.empty();
    }

    /// Loss counts from the hop from which on every hop loses; one that does not answer at all has no
    /// part in it.
    private static Optional<String> lossFrom(List<Details.Hop> hops) {
        var losses = HopLoss.of(hops);
        Details.Hop first = null;
        for (int i = hops.size() - 1; i >= 0; i--) {
            Details.Hop hop = hops.get(i);
            if (hop.sent() == 0 || (double) (hop.sent() - hop.received()) / hop.sent() <= LOSSY) {
                break;
            }
            first = losses.get(i) == HopLoss.FROM_HERE_ON ? hop : first;
        }
        return first == null ? Optional.empty() : Optional.of("loss begins at hop " + first.ttl() + address(first));
    }

    /// Likewise delay: from the hop from which on every hop is slower than it was.
    private static Optional<String> delayFrom(List<Details.Hop> hops, List<Details.Hop> good) {
        Details.Hop first = null;
        for (Details.Hop hop : hops.reversed()) {
            Double mean = hop.meanUs();
            if (mean == null) {
                continue; // says nothing
            }
            Double before = at(good, hop.ttl()).map(Details.Hop::meanUs).orElse(null);
            if (before == null || mean < before + MORE_US || mean < before * (1 + MORE_SHARE)) {
                break;
            }
            first = hop;
        }
        return first == null ? Optional.empty() : Optional.of("delay begins at hop " + first.ttl() + address(first));
    }

    private static String address(Details.Hop hop) {
        return hop.addresses().isEmpty() ? "" : " (" + hop.addresses().getFirst() + ')';
    }

    private static Optional<Details.Hop> at(List<Details.Hop> hops, int ttl) {
        return hops.stream().filter(hop -> hop.ttl() == ttl).findFirst();
    }
}
