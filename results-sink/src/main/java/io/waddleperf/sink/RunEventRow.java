package io.waddleperf.sink;

import io.waddleperf.contracts.RunEvent;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A run-event that may be stored.
record RunEventRow(RunEvent event, Instant appendedAt, ConsumerRecord<byte[], byte[]> source) implements Row {}
