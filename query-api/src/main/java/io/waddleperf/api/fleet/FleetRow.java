package io.waddleperf.api.fleet;

import io.waddleperf.api.paths.Decided;
import io.waddleperf.api.paths.JudgedCheck;
import io.waddleperf.api.paths.JudgedPath;
import io.waddleperf.api.paths.PathState;
import io.waddleperf.api.paths.PathView.Rank;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the screens of the fleet show of a path.
///
/// @param decided   what the escalation has made of it; null where nothing was ever decided
/// @param tier      how deep it is looked into, from 1 to 3
/// @param score     of the worst check: above 1 a bound is broken, 1000 is no answer
/// @param reason    what is wrong with that check; null: nothing
/// @param loss      the largest of its checks; null where none counts packets
/// @param latencyUs null where nothing that takes time was measured lately
/// @param check     whose latency that is
/// @param newestMs  when the newest result began, since 1970; null where there is none
/// @param incident  the open one that it belongs to; null: none
public record FleetRow(
        PathName name,
        PathState state,
        io.waddleperf.contracts.@Nullable PathState decided,
        int tier,
        double score,
        @Nullable String reason,
        @Nullable Double loss,
        @Nullable Double latencyUs,
        @Nullable String check,
        @Nullable Long newestMs,
        @Nullable UUID incident) {
    /// The nearer to the network itself, the earlier.
    private static final List<Test> LATENCY_OF =
            List.of(Test.PING, Test.UDP, Test.TCP, Test.DNS, Test.TLS, Test.HTTP, Test.GRPC, Test.SSH, Test.TRACEROUTE);

    static FleetRow of(JudgedPath path, Decided decided) {
        var fresh = path.speaking().stream()
                .filter(check -> check.state() != PathState.STALE)
                .map(JudgedCheck::result)
                .filter(Objects::nonNull)
                .toList();
        Result timed = fresh.stream()
                .filter(result -> latency(result) != null)
                .min(Comparator.comparingInt((Result result) -> LATENCY_OF.indexOf(result.test()))
                        .thenComparing(Result::check)
                        .thenComparing(Result::family))
                .orElse(null);
        Double loss = fresh.stream()
                .flatMapToDouble(result -> result.metrics().get(Metric.LOSS_RATIO).stream())
                .boxed()
                .max(Comparator.naturalOrder())
                .map(ratio -> Math.rint(ratio * 1e4) / 1e4)
                .orElse(null);
        Instant newest = path.updatedAt();
        return new FleetRow(
                path.name(),
                path.state(),
                decided.state(),
                decided.tier(),
                path.worst().verdict().load(),
                path.reason().isEmpty() ? null : path.reason(),
                loss,
                timed == null ? null : latency(timed),
                timed == null ? null : timed.check(),
                newest == null ? null : newest.toEpochMilli(),
                decided.incident());
    }

    Rank rank() {
        return new Rank(state, score, name.probe(), name.target());
    }

    private static @Nullable Double latency(Result result) {
        if (!LATENCY_OF.contains(result.test())) {
            return null;
        }
        var value = result.metrics().get(result.test().headline());
        return value.isEmpty() ? null : Double.valueOf(Math.rint(value.getAsDouble() * 10) / 10);
    }
}
