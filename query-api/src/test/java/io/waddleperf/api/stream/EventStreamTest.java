package io.waddleperf.api.stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.fleet.Fleet;
import io.waddleperf.api.http.ProblemWriter;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventStreamTest {
    private final Vertx vertx = Vertx.vertx();
    private final EventStream stream = new EventStream(
            new ProblemWriter(new ObjectMapper()),
            new Rights(_ -> Map.of(), _ -> Set.of(), _ -> Sight.ALL, vertx),
            new FleetChanges(() -> new Fleet(1, Map.of(), Map.of(), Map.of())),
            vertx,
            new SimpleMeterRegistry());

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void readsARecordWhileClientsComeAndGo() throws Exception {
        var read = new CountDownLatch(1);
        byte[] value = WireCodec.bytes(Samples.ping("local", "web", Samples.AT));
        var record = new ConsumerRecord<String, byte[]>(Topics.RESULTS.name(), 0, 0, "local", value) {
            @Override
            public byte[] value() {
                read.countDown();
                return super.value();
            }
        };
        Thread reader;
        synchronized (stream) { // as a client does that comes
            reader = Thread.ofPlatform().start(() -> stream.take(Topics.RESULTS, record));
            assertTrue(read.await(10, TimeUnit.SECONDS));
        }
        assertTrue(reader.join(java.time.Duration.ofSeconds(10)));
    }

    @Test
    void tellsClientsAfterThoseWhoAnswerThem() {
        assertTrue(stream.rank() > 0);
    }
}
