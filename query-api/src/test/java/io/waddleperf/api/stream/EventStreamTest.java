package io.waddleperf.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.fleet.Fleet;
import io.waddleperf.api.http.ProblemWriter;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventStreamTest {
    private final Vertx vertx = Vertx.vertx();
    private final EventStream stream = stream(2);

    private EventStream stream(int mostListeners) {
        return new EventStream(
                new ProblemWriter(new ObjectMapper()),
                new Rights(_ -> Map.of(), _ -> Set.of(), _ -> Sight.ALL, vertx),
                new FleetChanges(() -> new Fleet(1, Map.of(), Map.of(), Map.of())),
                vertx,
                new SimpleMeterRegistry(),
                mostListeners);
    }

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
        assertTrue(reader.join(Duration.ofSeconds(10)));
    }

    @Test
    void tellsClientsAfterThoseWhoAnswerThem() {
        assertTrue(stream.rank() > 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 20_001})
    void refusesABoundThatIsNone(int mostListeners) {
        var refused = assertThrows(IllegalArgumentException.class, () -> stream(mostListeners));
        assertTrue(String.valueOf(refused.getMessage()).contains("waddleperf.api.stream-listeners"));
    }

    /// As a service has it, without its gate.
    private int served() throws Exception {
        var router = Router.router(vertx);
        router.route().handler(context -> {
            Callers.put(context, Caller.SYSTEM);
            context.next();
        });
        stream.route(router);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    /// The first line of an answer.
    private static String asked(Socket client) throws Exception {
        client.setSoTimeout(10_000);
        String request = "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    @Test
    void asManyListenAsMayAndTheNextOnceOneHasGone() throws Exception {
        int port = served();
        try (var stays = new Socket(InetAddress.getLoopbackAddress(), port);
                var tooMany = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertEquals("HTTP/1.1 200 OK", asked(stays));
            try (var goes = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertEquals("HTTP/1.1 200 OK", asked(goes));
                assertEquals("HTTP/1.1 503 Service Unavailable", asked(tooMany));
            }
            Await.equal("HTTP/1.1 200 OK", Duration.ofSeconds(10), () -> {
                try (var next = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    return asked(next);
                }
            });
        }
    }
}
