package io.waddleperf.api.live;

import io.waddleperf.contracts.Heartbeat;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.contracts.signing.Signatures;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Lets pass what probes say of themselves, and nothing that others say in their name.
final class ProbesOwn implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ProbesOwn.class);

    private final Signatures signatures;

    ProbesOwn(Signatures signatures) {
        this.signatures = signatures;
    }

    boolean passes(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        boolean byProbe = topic.equals(Topics.RESULTS) || topic.equals(Topics.HEARTBEATS);
        if (!byProbe || signatures.equals(Signatures.OFF) || record.value() == null) {
            return true;
        }
        try {
            String probe = topic.equals(Topics.RESULTS)
                    ? WireCodec.read(Result.class, record.value()).probe()
                    : WireCodec.read(Heartbeat.class, record.value()).probe();
            signatures.require(topic.name(), probe, record.headers(), record.value(), record.timestamp());
            return true;
        } catch (WireFormatException e) {
            LOG.warnf("%s-%d@%d is passed over: %s", topic.name(), record.partition(), record.offset(), e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        signatures.close();
    }
}
