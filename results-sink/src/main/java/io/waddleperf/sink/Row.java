package io.waddleperf.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What may be stored, and the record that it came in.
interface Row {
    ConsumerRecord<byte[], byte[]> source();
}
