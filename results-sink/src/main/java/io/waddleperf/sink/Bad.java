package io.waddleperf.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record that cannot be stored, and why.
public record Bad(ConsumerRecord<byte[], byte[]> source, String reason) {}
