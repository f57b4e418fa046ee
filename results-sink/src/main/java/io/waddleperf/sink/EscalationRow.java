package io.waddleperf.sink;

import io.waddleperf.contracts.Escalation;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A decision that may be stored.
///
/// @param document the value of the record as it is
record EscalationRow(Escalation decision, String document, ConsumerRecord<byte[], byte[]> source) implements Row {}
