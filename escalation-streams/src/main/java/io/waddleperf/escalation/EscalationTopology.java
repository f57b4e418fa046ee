package io.waddleperf.escalation;

import io.waddleperf.contracts.kafka.JsonSerde;
import io.waddleperf.contracts.kafka.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/// The graph: each result once, by probe, into the state of its series.
///
/// Results are keyed by probe, so one task sees all of a probe and nothing is repartitioned.
final class EscalationTopology {
    static final String SERIES_STATE = "series-state";

    private EscalationTopology() {}

    static Topology of(Tally tally) {
        var streams = new StreamsBuilder();
        streams.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(SERIES_STATE), Serdes.Long(), Serdes.ByteArray())
                .withCachingEnabled());
        streams.stream(
                        Topics.RESULTS.name(),
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("results"))
                .process(() -> new LatestState(tally), Named.as("latest-state"), SERIES_STATE)
                .to(
                        Topics.DEAD_LETTERS.name(),
                        Produced.with(Serdes.String(), new JsonSerde<>(Topics.DEAD_LETTERS.type()))
                                .withName("dead-letters"));
        return streams.build();
    }
}
