package io.waddleperf.escalation;

import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.signing.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Takes the headers of results off that the topology does not read: all but the signature.
///
/// Kafka Streams counts the bytes of what it has in hand, for which it decodes each header's name:
/// a twelfth of the stream thread's time.
public final class UnreadHeaders implements ConsumerInterceptor<byte[], byte[]> {
    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> light = new HashMap<>();
        for (var partition : records.partitions()) {
            var of = records.records(partition);
            light.put(partition, partition.topic().equals(Topics.RESULTS.name()) ? light(of) : of);
        }
        return new ConsumerRecords<>(light, records.nextOffsets());
    }

    private static List<ConsumerRecord<byte[], byte[]>> light(List<ConsumerRecord<byte[], byte[]>> records) {
        var light = new ArrayList<ConsumerRecord<byte[], byte[]>>(records.size());
        for (var record : records) {
            light.add(light(record));
        }
        return light;
    }

    private static ConsumerRecord<byte[], byte[]> light(ConsumerRecord<byte[], byte[]> record) {
        var headers = new RecordHeaders();
        Signature.in(record.headers()).ifPresent(headers::add);
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                headers,
                record.leaderEpoch());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // nothing is kept here
    }

    @Override
    public void close() {
        // nothing is kept here
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // there is nothing to set
    }
}
