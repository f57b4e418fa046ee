package io.waddleperf.sink;

import io.waddleperf.contracts.Incident;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A revision of an incident that may be stored.
///
/// @param document the value of the record as it is
record IncidentRow(Incident incident, String document, ConsumerRecord<byte[], byte[]> source) implements Row {
    UUID id() {
        return incident.id();
    }

    /// Of two revisions of the same incident.
    IncidentRow newer(IncidentRow other) {
        return other.incident.revision() > incident.revision() ? other : this;
    }
}
