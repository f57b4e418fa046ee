package io.waddleperf.contracts.catalogue;

import static io.waddleperf.contracts.catalogue.Audience.INTERNAL;
import static io.waddleperf.contracts.catalogue.Audience.PUBLIC;
import static io.waddleperf.contracts.catalogue.Audience.SECRET;

import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import java.util.List;

/// Each topic in words: what is on it, who writes it, who reads it, and for whom it is.
///
/// Schemas and samples of what is on them are [CatalogueFiles].
public final class TopicCatalogue {
    private static final String API = "query-api";
    private static final String SCHEDULER = "scheduler";
    private static final String PROBE = "probe-worker";
    private static final String STREAMS = "escalation-streams";
    private static final String SINK = "results-sink";

    private static final List<CatalogueEntry> ENTRIES = List.of(
            entry(
                    Topics.RESULTS,
                    PUBLIC,
                    "How each command ended: numbers, samples, what was seen, and how all of it was measured.",
                    List.of(PROBE),
                    List.of(STREAMS, SINK, API)),
            entry(
                    Topics.ESCALATIONS,
                    PUBLIC,
                    "Each decision about a path, with the numbers and the rule that it stands on.",
                    List.of(STREAMS),
                    List.of(SINK, API)),
            entry(
                    Topics.INCIDENTS,
                    PUBLIC,
                    "One cause and all that it broke; the newest revision of an incident is the truth.",
                    List.of(STREAMS),
                    List.of(SINK, API)),
            entry(
                    Topics.ROLLUPS,
                    PUBLIC,
                    "Counts and quantiles of a series in a minute or an hour; the parts of a window add up.",
                    List.of(STREAMS),
                    List.of(SINK)),
            entry(
                    Topics.METRICS,
                    PUBLIC,
                    "Results' numbers as OTLP gauges, for an OpenTelemetry Collector; empty unless"
                            + " waddleperf.metrics.otlp is true.",
                    List.of(STREAMS),
                    List.of()),
            entry(
                    Topics.SCHEDULES,
                    INTERNAL,
                    "What runs how often: probes, targets, checks.",
                    List.of(API),
                    List.of(SCHEDULER)),
            entry(Topics.TARGETS, INTERNAL, "What is tested.", List.of(API), List.of(SCHEDULER)),
            entry(Topics.PROBES, INTERNAL, "Probes as configured.", List.of(API), List.of(SCHEDULER)),
            entry(
                    Topics.PROBE_KEYS,
                    SECRET,
                    "The keys by which what a probe sends is known to be its own.",
                    List.of(API),
                    List.of(STREAMS, SINK, API)),
            entry(
                    Topics.THRESHOLDS,
                    INTERNAL,
                    "From when on a number is a breach, and what follows.",
                    List.of(API),
                    List.of(SCHEDULER, STREAMS, SINK)),
            entry(
                    Topics.SILENCES,
                    INTERNAL,
                    "Silences and maintenance: what shall not disturb, and when.",
                    List.of(API),
                    List.of(STREAMS)),
            entry(Topics.CHANNELS, INTERNAL, "To whom incidents are told, and which.", List.of(API), List.of(SINK)),
            entry(
                    Topics.ENTITLEMENTS,
                    INTERNAL,
                    "Which features are withheld for want of a licence, and why; empty while none is needed.",
                    List.of(API),
                    List.of(STREAMS)),
            entry(
                    Topics.ASSIGNMENTS,
                    INTERNAL,
                    "Each probe's part of all schedules.",
                    List.of(SCHEDULER),
                    List.of(PROBE, STREAMS, SCHEDULER, SINK)),
            entry(
                    Topics.REQUESTS,
                    INTERNAL,
                    "Tests that people or escalation ask the scheduler for.",
                    List.of(API, STREAMS),
                    List.of(SCHEDULER)),
            entry(
                    Topics.RESERVATIONS,
                    INTERNAL,
                    "For how long which ends are held for an exclusive test.",
                    List.of(SCHEDULER),
                    List.of(SCHEDULER)),
            entry(
                    Topics.COMMANDS,
                    INTERNAL,
                    "Orders to one probe for one check once.",
                    List.of(SCHEDULER, STREAMS),
                    List.of(PROBE)),
            entry(
                    Topics.RUN_EVENTS,
                    INTERNAL,
                    "What happened to a command besides its result: queued, started, missed, suppressed.",
                    List.of(SCHEDULER, PROBE, STREAMS),
                    List.of(SINK, API)),
            entry(
                    Topics.HEARTBEATS,
                    INTERNAL,
                    "What each probe says of itself every 10 s.",
                    List.of(PROBE),
                    List.of(STREAMS, API)),
            entry(
                    Topics.INCIDENT_ACTIONS,
                    INTERNAL,
                    "What people do about incidents.",
                    List.of(API),
                    List.of(STREAMS, SINK)),
            entry(
                    Topics.PATH_REPORTS,
                    INTERNAL,
                    "What the stage of incidents sees of all partitions.",
                    List.of(STREAMS),
                    List.of(STREAMS)),
            entry(
                    Topics.PATH_ORDERS,
                    INTERNAL,
                    "What the stage of incidents asks of the stage of paths.",
                    List.of(STREAMS),
                    List.of(STREAMS)),
            entry(
                    Topics.TICKS,
                    INTERNAL,
                    "A second of each partition, in append time.",
                    List.of(STREAMS),
                    List.of(STREAMS)),
            entry(
                    Topics.ARTIFACTS,
                    SECRET,
                    "Files beside results, such as captures, in chunks: packets may hold what nobody should see.",
                    List.of(PROBE),
                    List.of(SINK)),
            new CatalogueEntry(
                    List.of(Topics.DEAD_LETTERS, Topics.REPLAYS),
                    SECRET,
                    "Records that a reader could not use, whatever they hold, and which of them were sent again.",
                    List.of("every reader"),
                    List.of("the command dead-letters")));

    private TopicCatalogue() {}

    private static CatalogueEntry entry(
            Topic<?> topic, Audience audience, String description, List<String> writers, List<String> readers) {
        return new CatalogueEntry(List.of(topic), audience, description, writers, readers);
    }

    /// Those for every program first.
    public static List<CatalogueEntry> all() {
        return ENTRIES;
    }

    /// Topics that a downstream program may read.
    public static List<Topic<?>> readable() {
        return ENTRIES.stream()
                .filter(CatalogueEntry::isPublic)
                .<Topic<?>>map(CatalogueEntry::topic)
                .toList();
    }
}
