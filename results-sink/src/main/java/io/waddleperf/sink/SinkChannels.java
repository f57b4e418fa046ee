package io.waddleperf.sink;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/// The sink's ends in Kafka, but for results ([ResultReader]): one batch of each channel at a time,
/// acknowledged when it is stored.
///
/// Nothing is ever refused to the connector, which would close the consumer: a bad record goes to
/// the dead letters, an outage is waited for.
@Singleton
public class SinkChannels {
    private final Sink sink;

    SinkChannels(Sink sink) {
        this.sink = sink;
    }

    @Incoming("sink-run-events")
    @Blocking
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> runEvents(Message<ConsumerRecords<byte[], byte[]>> batch) {
        sink.runEvents(batch.getPayload(), batch::ack);
        return CompletableFuture.completedFuture(null);
    }

    @Incoming("sink-escalations")
    @Blocking
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> escalations(Message<ConsumerRecords<byte[], byte[]>> batch) {
        sink.escalations(batch.getPayload(), batch::ack);
        return CompletableFuture.completedFuture(null);
    }

    @Incoming("sink-incidents")
    @Blocking
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> incidents(Message<ConsumerRecords<byte[], byte[]>> batch) {
        sink.incidents(batch.getPayload(), batch::ack);
        return CompletableFuture.completedFuture(null);
    }

    @Incoming("sink-rollups")
    @Blocking
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> rollups(Message<ConsumerRecords<byte[], byte[]>> batch) {
        sink.rollups(batch.getPayload(), batch::ack);
        return CompletableFuture.completedFuture(null);
    }
}
