package io.waddleperf.api.tests;

import io.waddleperf.api.http.Parameters;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.Test;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.kafka.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The checks that an order may name for a target. Of several with one name the first counts: of a
/// schedule of this very target, of another one, what the deeper tiers run on it, and each test with
/// its defaults.
final class KnownChecks {
    private final Map<String, Check> byName = new LinkedHashMap<>();

    private KnownChecks() {}

    /// @param target null where it is not known
    static KnownChecks of(List<Schedule> schedules, @Nullable Target target) {
        String id = target == null ? "" : target.id();
        var known = new KnownChecks();
        schedules.stream()
                .sorted(Comparator.comparing(
                        (Schedule schedule) -> !schedule.targets().contains(id)))
                .flatMap(KnownChecks::of)
                .forEach(known::add);
        if (target != null) {
            Stream.of(2, 3).flatMap(tier -> target.deeperChecks(tier).stream()).forEach(known::add);
        }
        Parameters.known(Test.values()).stream().map(Check::defaultOf).forEach(known::add);
        return known;
    }

    private static Stream<Check> of(Schedule schedule) {
        EscalationPlan plan = schedule.escalation() == null ? EscalationPlan.DEFAULT : schedule.escalation();
        return Stream.of(schedule.checks(), plan.tier2(), plan.tier3()).flatMap(List::stream);
    }

    private void add(Check check) {
        byName.putIfAbsent(check.name(), check);
    }

    Optional<Check> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The known check of these parameters, else one whose name says its test and differs with them,
    /// so that no series mixes numbers that cannot be compared.
    Check of(TestSpec spec) {
        return byName.values().stream()
                .filter(check -> check.spec().equals(spec))
                .findFirst()
                .orElseGet(() -> new Check(spec.test().wireName() + '-' + digest(spec), spec, List.of()));
    }

    /// Whether the name stands for other parameters.
    boolean contradicts(String name, TestSpec spec) {
        Check known = byName.get(name);
        return known != null && !Objects.equals(known.spec(), spec);
    }

    private static String digest(TestSpec spec) {
        var sum = new CRC32C();
        sum.update(WireCodec.text(spec).getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue()).substring(0, 6);
    }
}
