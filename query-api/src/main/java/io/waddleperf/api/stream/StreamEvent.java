package io.waddleperf.api.stream;

import io.vertx.core.buffer.Buffer;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A result with its bytes for all listeners, made once.
///
/// @param id    `partition:offset`
/// @param frame the event as Server-Sent Events have it
record StreamEvent(String id, String probe, String target, String check, Buffer frame) {
    /// Nothing where the record is no result; the sink tells of those.
    static Optional<StreamEvent> of(ConsumerRecord<String, byte[]> record) {
        try {
            Result result = WireCodec.read(Result.class, record.value());
            String id = record.partition() + ":" + record.offset();
            String json = new String(record.value(), StandardCharsets.UTF_8);
            if (json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0) {
                json = WireCodec.text(result); // a line break would end the event
            }
            var frame = Buffer.buffer("event: result\nid: " + id + "\ndata: " + json + "\n\n");
            return Optional.of(new StreamEvent(id, result.probe(), result.target(), result.check(), frame));
        } catch (WireFormatException | NullPointerException e) { // null: a tombstone, which this topic has none of
            return Optional.empty();
        }
    }

    static Buffer gap(long dropped) {
        return Buffer.buffer("event: gap\ndata: {\"dropped\":" + dropped + "}\n\n");
    }
}
