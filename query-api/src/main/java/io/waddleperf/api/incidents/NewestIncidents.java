package io.waddleperf.api.incidents;

import io.waddleperf.api.live.TopicListener;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Incidents as they change, before the database has them: who learns of one from the stream asks
/// for it at once.
@Singleton
final class NewestIncidents implements TopicListener {
    private static final Logger LOG = Logger.getLogger(NewestIncidents.class);
    private static final long MOST_BYTES = 16 << 20;

    private final long mostBytes;
    private final Map<UUID, Found> newest = new LinkedHashMap<>();
    private long bytes;

    NewestIncidents() {
        this(MOST_BYTES);
    }

    NewestIncidents(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// An incident by its document as on the topic, which is read only where somebody needs more than its text.
    record Found(UUID id, long revision, String document) {
        static Found of(Incident incident, String document) {
            return new Found(incident.id(), incident.revision(), document);
        }

        Incident incident() {
            return WireCodec.read(Incident.class, document);
        }
    }

    synchronized Optional<Found> find(UUID id) {
        return Optional.ofNullable(newest.get(id));
    }

    @Override
    public Set<Topic<?>> topics() {
        return Set.of(Topics.INCIDENTS);
    }

    @Override
    public void take(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return; // retention took it out of the topic
        }
        try {
            String document = new String(record.value(), StandardCharsets.UTF_8);
            add(Found.of(WireCodec.read(Incident.class, document), document));
        } catch (WireFormatException e) {
            LOG.debugf("skipped an incident with key %s, which the sink buries: %s", record.key(), e.getMessage());
        }
    }

    private synchronized void add(Found found) {
        Found before = newest.remove(found.id);
        bytes += found.document.length() - (before == null ? 0 : before.document.length());
        newest.put(found.id, found);
        var oldestFirst = newest.values().iterator();
        while (bytes > mostBytes && oldestFirst.hasNext()) {
            bytes -= oldestFirst.next().document.length();
            oldestFirst.remove();
        }
    }
}
