package io.waddleperf.contracts;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A probe's part of all schedules.
///
/// @param site   of the probe; null in what an older scheduler wrote
/// @param labels of the probe; null likewise
public record Assignment(
        String probe,
        List<Item> items,
        Instant at,
        long version,
        @Nullable String site,
        @Nullable Map<String, String> labels) {
    private static final String NO_SITE = "none";

    public Assignment {
        Require.name("probe", probe);
        at = Require.micros("at", at);
        items = List.copyOf(items);
        labels = labels == null ? null : Map.copyOf(labels);
    }

    public String siteOrNone() {
        return site == null ? NO_SITE : site;
    }

    public Map<String, String> labelsOrNone() {
        return labels == null ? Map.of() : labels;
    }

    /// One series that the probe tests.
    ///
    /// @param phaseUs  where in the interval, counted from the epoch, its slots lie; after a cron's minute
    /// @param firstAt  its immediate slot, before the first in phase; none where [#hasImmediateSlot] says so
    /// @param bounds   a result outside them is sent at once
    /// @param escalation null: [EscalationPlan#DEFAULT]
    /// @param timing   null: every interval, at any time
    public record Item(
            String schedule,
            Target target,
            String check,
            Family family,
            TestSpec spec,
            long intervalUs,
            long phaseUs,
            Instant firstAt,
            List<Bound> bounds,
            @Nullable EscalationPlan escalation,
            @Nullable Timing timing) {
        /// How long a tier-1 command waits to be run, where no slip says otherwise.
        public static final Duration GOOD_FOR = Duration.ofSeconds(30);

        /// Whatever slip says: a probe reads back no further, and knows of no more that it ran it.
        public static final Duration LONGEST_GOOD_FOR = Duration.ofMinutes(10);

        /// So many slots of a series are kept apart by whoever counts their endings. One that is further behind and
        /// has had none is told as missed: nobody else may say anything of it any more.
        public static final int SLOTS_APART = 64;

        public Item {
            Require.name("schedule", schedule);
            Require.present("target", target);
            Require.name("check", check);
            Require.present("family", family);
            Require.present("spec", spec);
            Require.range("intervalUs", intervalUs, Schedule.SHORTEST_US, Schedule.LONGEST_US);
            Require.that(phaseUs >= 0 && phaseUs < intervalUs, "phaseUs", phaseUs, "must be within the interval");
            firstAt = Require.micros("firstAt", firstAt);
            bounds = List.copyOf(bounds);
        }

        public Item(
                String schedule,
                Target target,
                String check,
                Family family,
                TestSpec spec,
                long intervalUs,
                long phaseUs,
                Instant firstAt,
                List<Bound> bounds,
                @Nullable EscalationPlan escalation) {
            this(schedule, target, check, family, spec, intervalUs, phaseUs, firstAt, bounds, escalation, null);
        }

        /// The same, in another phase and with these bounds.
        public Item with(long otherPhaseUs, List<Bound> otherBounds) {
            return new Item(
                    schedule,
                    target,
                    check,
                    family,
                    spec,
                    intervalUs,
                    otherPhaseUs,
                    firstAt,
                    otherBounds,
                    escalation,
                    timing);
        }

        /// All its slots but the immediate one.
        public Cadence cadence() {
            return new Cadence(intervalUs, phaseUs, timing);
        }

        /// The first slot after a time; [Cadence#NEVER] where there is none.
        public Instant slotAfter(Instant time) {
            return cadence().slotAfter(time);
        }

        /// Whether a new one has a slot at once: where a cron or windows say when, it waits for its time.
        public boolean runsAtOnce() {
            return timing == null || !timing.narrows();
        }

        /// Whether its schedule has it run at [#firstAt] too: not a test whose ends others may hold then.
        public boolean hasImmediateSlot() {
            return runsAtOnce() && !spec.test().exclusive();
        }

        /// How late a slot may still be run: a test that is later than the next one tells nothing.
        public Duration goodFor() {
            Long slipUs = timing == null ? null : timing.slipUs();
            Duration wanted = slipUs == null ? GOOD_FOR : Duration.of(slipUs, ChronoUnit.MICROS);
            Duration interval = Duration.of(intervalUs, ChronoUnit.MICROS);
            return Stream.of(wanted, interval, LONGEST_GOOD_FOR)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        public EscalationPlan escalationOrDefault() {
            return escalation == null ? EscalationPlan.DEFAULT : escalation;
        }
    }
}
