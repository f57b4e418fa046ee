package io.waddleperf.api.outlook;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.outlook.Outlook.Item;
import io.waddleperf.api.outlook.Outlook.State;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says of each series of a schedule when it is due, and why it is not.
@Path("/api/v1/schedules/{id}/why-not")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class WhyNotResource {
    private static final int MOST_SERIES = 1_000;

    /// What is in the way first.
    private static final Comparator<Item> WORST_FIRST = Comparator.comparing(Item::state)
            .reversed()
            .thenComparing(Item::probe)
            .thenComparing(item -> String.valueOf(item.target()))
            .thenComparing(item -> String.valueOf(item.check()));

    private final VisibleConfiguration configuration;
    private final KnownQuery known;
    private final InstantSource clock;

    @Inject
    WhyNotResource(VisibleConfiguration configuration, KnownQuery known) {
        this.configuration = configuration;
        this.known = known;
        clock = Clock.systemUTC();
    }

    /// Which are wanted; null: all.
    private record Wanted(@Nullable String probe, @Nullable String target) {
        static Wanted of(UriInfo uri) {
            var query = Parameters.of(uri);
            var wanted = new Wanted(query.name("probe"), query.name("target"));
            query.check();
            return wanted;
        }

        boolean probe(String id) {
            return probe == null || probe.equals(id);
        }

        boolean target(String id) {
            return target == null || target.equals(id);
        }
    }

    @GET
    public Outlook whyNot(@PathParam("id") String id, @Context UriInfo uri) {
        var wanted = Wanted.of(uri);
        Schedule schedule = configuration.schedules().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no schedule has the id " + id));
        List<Probe> probes = configuration.probes();
        List<Target> targets = configuration.targets();
        var asked = PlannedSeries.askedFor(
                schedule,
                targets.stream().filter(target -> wanted.target(target.id())).toList(),
                probes.stream().filter(probe -> wanted.probe(probe.id())).toList());
        var told = asked.stream().limit(MOST_SERIES).toList();
        var items = new ArrayList<>(missing(schedule, wanted, probes, targets));
        items.addAll(prospects(schedule, told, probes));
        items.sort(WORST_FIRST);
        return new Outlook(id, schedule.enabled(), items, told.size() == asked.size());
    }

    private List<Item> prospects(Schedule schedule, List<PlannedSeries> series, List<Probe> probes) {
        Instant now = clock.instant();
        var inForce =
                configuration.planned().stream().collect(Collectors.toMap(PlannedSeries::key, Function.identity()));
        var prospects = new Prospects(known.of(schedule.id(), series, probes, now), inForce, now);
        return series.stream().map(prospects::of).toList();
    }

    /// What the schedule names and is not there.
    private static List<Item> missing(Schedule schedule, Wanted wanted, List<Probe> probes, List<Target> targets) {
        var knownProbes = probes.stream().map(Probe::id).collect(Collectors.toSet());
        var knownTargets = targets.stream().map(Target::id).collect(Collectors.toSet());
        var noProbe = schedule.probes().stream()
                .filter(probe -> wanted.probe(probe) && !knownProbes.contains(probe))
                .map(probe -> notDue(
                        probe,
                        null,
                        new Reason(
                                Reason.Code.NO_SUCH_PROBE,
                                "the schedule names it, and there is no such probe",
                                "let it join: ./waddleperf probes enrol, or leave it out")));
        var noTarget = schedule.targets().stream()
                .filter(target -> wanted.target(target) && !knownTargets.contains(target))
                .map(target -> notDue(
                        "*",
                        target,
                        new Reason(
                                Reason.Code.NO_SUCH_TARGET,
                                "the schedule names it, and there is no such target",
                                "add the target, or leave it out")));
        return Stream.concat(noProbe, noTarget).limit(MOST_SERIES).toList();
    }

    private static Item notDue(String probe, @Nullable String target, Reason reason) {
        return new Item(probe, target, null, null, State.NOT_DUE, null, List.of(reason));
    }
}
