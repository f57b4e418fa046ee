package io.waddleperf.api.probes;

import io.waddleperf.api.live.TopicListener;
import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// The newest heartbeat of each probe.
@Singleton
public final class Heartbeats implements TopicListener {
    private static final Logger LOG = Logger.getLogger(Heartbeats.class);

    private final Map<String, Heard> newest = new ConcurrentHashMap<>();

    /// @param at by the broker's clock, which is the same for all probes
    record Heard(Heartbeat heartbeat, Instant at) {}

    Optional<Heard> of(String probe) {
        return Optional.ofNullable(newest.get(probe));
    }

    /// Whether the probe is heard of.
    public ProbeState.Presence presence(Probe probe, Instant now) {
        return ProbeState.of(probe, of(probe.id()), now).state();
    }

    @Override
    public Set<Topic<?>> topics() {
        return Set.of(Topics.HEARTBEATS);
    }

    @Override
    public void take(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            newest.remove(record.key());
            return;
        }
        try {
            Heartbeat heartbeat = WireCodec.read(Heartbeat.class, record.value());
            newest.put(heartbeat.probe(), new Heard(heartbeat, Instant.ofEpochMilli(record.timestamp())));
        } catch (WireFormatException e) {
            LOG.warnf("skipped a heartbeat with key %s: %s", record.key(), e.getMessage());
        }
    }
}
