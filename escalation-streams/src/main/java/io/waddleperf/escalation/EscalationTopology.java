package io.waddleperf.escalation;

import io.waddleperf.contracts.kafka.ProbePartition;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.signing.Signatures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The graph: everything about a probe meets in `paths`, which decides in one hop; what is decided
/// meets in `incidents`, a single task that sees every open path.
///
/// Results are keyed by probe, so nothing is repartitioned before a decision. Time is the append
/// time of what comes in, kept going by `ticks`.
public final class EscalationTopology {
    static final String PATH_STAGE = "paths";
    static final String INCIDENT_STAGE = "incidents";

    static final String SERIES = "series-state";
    static final String PATHS = "path-state";
    static final String ASSIGNMENTS = "assignments";
    static final String PROBES = "probe-state";
    static final String WAYS = "last-good-ways";
    static final String BUDGETS = "budgets";
    static final String STORIES = "stories";
    static final String INCIDENTS = "open-incidents";
    static final String WATCHINGS = "watchings";
    static final String SINCE_TICK = "since-tick";

    private static final List<Topic<?>> INTO_PATHS =
            List.of(Topics.RESULTS, Topics.HEARTBEATS, Topics.ASSIGNMENTS, Topics.PATH_ORDERS, Topics.TICKS);
    private static final List<Topic<?>> OUT_OF_PATHS = List.of(
            Topics.COMMANDS,
            Topics.REQUESTS,
            Topics.ESCALATIONS,
            Topics.ROLLUPS,
            Topics.PATH_REPORTS,
            Topics.TICKS,
            Topics.RUN_EVENTS,
            Topics.DEAD_LETTERS);
    private static final List<Topic<?>> INTO_INCIDENTS = List.of(Topics.PATH_REPORTS, Topics.INCIDENT_ACTIONS);
    private static final List<Topic<?>> OUT_OF_INCIDENTS =
            List.of(Topics.INCIDENTS, Topics.PATH_ORDERS, Topics.RUN_EVENTS, Topics.DEAD_LETTERS);

    private EscalationTopology() {}

    /// The graph for whoever does not want to know how much it does.
    public static Topology of(EscalationSettings settings) {
        return of(settings, new Tally());
    }

    static Topology of(EscalationSettings settings, Tally tally) {
        return of(settings, tally, Signatures.OFF);
    }

    /// @param signatures tells results of probes from those that others made in their name
    static Topology of(EscalationSettings settings, Tally tally, Signatures signatures) {
        var rules = new Rules();
        var graph = new Topology();
        source(graph, "into-paths", INTO_PATHS);
        graph.addProcessor(PATH_STAGE, () -> new PathStage(rules, settings, tally, signatures), "into-paths");
        // each result changes the state of its series: a cache would hold what is written once
        graph.addStateStore(store(SERIES, Serdes.Long()).withCachingDisabled(), PATH_STAGE);
        for (String name : List.of(PATHS, ASSIGNMENTS, PROBES, WAYS, BUDGETS)) {
            graph.addStateStore(store(name, Serdes.String()), PATH_STAGE);
        }
        source(graph, "into-incidents", INTO_INCIDENTS);
        graph.addProcessor(INCIDENT_STAGE, () -> new IncidentStage(rules, settings, tally), "into-incidents");
        for (String name : List.of(STORIES, INCIDENTS, WATCHINGS, SINCE_TICK)) {
            graph.addStateStore(store(name, Serdes.String()), INCIDENT_STAGE);
        }
        OUT_OF_PATHS.forEach(topic -> sink(graph, topic, PATH_STAGE));
        if (settings.export() == EscalationSettings.MetricsExport.OTLP) {
            sink(graph, Topics.METRICS, PATH_STAGE);
        }
        OUT_OF_INCIDENTS.forEach(topic -> sink(graph, topic, INCIDENT_STAGE));
        global(graph, rules, Rules.THRESHOLDS, Topics.THRESHOLDS);
        global(graph, rules, Rules.SILENCES, Topics.SILENCES);
        global(graph, rules, Rules.ENTITLEMENTS, Topics.ENTITLEMENTS);
        return graph;
    }

    private static void source(Topology graph, String name, List<Topic<?>> topics) {
        String[] names = topics.stream().map(Topic::name).toArray(String[]::new);
        graph.addSource(name, new StringDeserializer(), new ByteArrayDeserializer(), names);
    }

    private static void sink(Topology graph, Topic<?> topic, String stage) {
        boolean byNumber = topic.equals(Topics.TICKS);
        StreamPartitioner<String, byte[]> partitioner = (_, key, _, partitions) ->
                Optional.of(Set.of(byNumber ? Integer.parseInt(key) % partitions : ProbePartition.of(key, partitions)));
        graph.addSink(
                Outlet.sink(stage, topic),
                topic.name(),
                new StringSerializer(),
                new ByteArraySerializer(),
                partitioner,
                stage);
    }

    private static <K> StoreBuilder<KeyValueStore<K, byte[]>> store(String name, Serde<K> keys) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, Serdes.ByteArray())
                .withCachingEnabled();
    }

    private static void global(Topology graph, Rules rules, String store, Topic<?> topic) {
        graph.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.ByteArray())
                        .withLoggingDisabled(),
                "into-" + store,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic.name(),
                "keep-" + store,
                () -> rules.new Keeper(store));
    }
}
