package io.waddleperf.api.configuration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waddleperf.api.http.Cursor;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TestSpec;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a schedule tests at one of its targets by one of its checks.
///
/// @param enabled  whether the schedule is
/// @param nth      which of the schedule's checks it is there, from 0: two of them may have one name
/// @param probes   of the schedule; empty: every enabled one
/// @param families in which it runs there
public record PlannedCheck(
        String target,
        String check,
        String schedule,
        boolean enabled,
        @JsonIgnore int nth,
        List<String> probes,
        List<Family> families,
        long intervalUs,
        TestSpec spec) {
    public PlannedCheck {
        probes = List.copyOf(probes);
        families = List.copyOf(families);
    }

    /// Where one stands in the list: total, so that pages have no seams.
    record Place(String target, String check, String schedule, int nth) {
        static final Comparator<Place> ORDER = Comparator.comparing(Place::target)
                .thenComparing(Place::check)
                .thenComparing(Place::schedule)
                .thenComparingInt(Place::nth);

        static final Cursor<Place> CURSOR = new Cursor<>(
                "checks",
                place -> List.of(place.target, place.check, place.schedule, Integer.toString(place.nth)),
                parts -> new Place(parts.get(0), parts.get(1), parts.get(2), Integer.parseInt(parts.get(3))));
    }

    Place place() {
        return new Place(target, check, schedule, nth);
    }

    /// Of all schedules, in no order. A target that is not there is passed over, since nothing of it runs.
    static Stream<PlannedCheck> of(Collection<Schedule> schedules, Collection<Target> targets) {
        Map<String, Target> byId = targets.stream().collect(Collectors.toMap(Target::id, Function.identity()));
        return schedules.stream()
                .flatMap(schedule -> schedule.targets().stream()
                        .distinct()
                        .filter(byId::containsKey)
                        .flatMap(id -> of(schedule, Objects.requireNonNull(byId.get(id)))));
    }

    private static Stream<PlannedCheck> of(Schedule schedule, Target target) {
        List<Check> checks = schedule.checks().isEmpty() ? target.fittingChecks() : schedule.checks();
        return IntStream.range(0, checks.size()).mapToObj(nth -> {
            Check check = checks.get(nth);
            return new PlannedCheck(
                    target.id(),
                    check.name(),
                    schedule.id(),
                    schedule.enabled(),
                    nth,
                    schedule.probes(),
                    target.families(check),
                    check.intervalUsIn(schedule),
                    check.spec());
        });
    }
}
