package io.waddleperf.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.fleet.Fleet;
import io.waddleperf.api.fleet.FleetChange;
import io.waddleperf.contracts.PathName;
import io.waddleperf.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StreamListenerTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Fleet fleet(long version) {
        return new Fleet(version, Map.of(), Map.of(), Map.of());
    }

    private static FleetChange change(long version) {
        return FleetChange.between(fleet(version - 1), fleet(version));
    }

    private final LongAdder allDropped = new LongAdder();

    /// A listener and what it stands on.
    private record Listening(StreamListener listener, Context context, HttpServerResponse response) {}

    private HttpServer server(StreamType type, CompletableFuture<Listening> listening) throws Exception {
        var filter = new StreamFilter(Set.of(type), null, null, null);
        var who = new StreamListener.Who(Caller.SYSTEM, Sight.of(Set.of("p1")));
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    var response = request.response().setChunked(true);
                    response.write(": \n");
                    var context = vertx.getOrCreateContext();
                    var listener = new StreamListener(request, context, filter, who, allDropped);
                    listening.complete(new Listening(listener, context, response));
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static String data(Iterator<String> lines) {
        String line = lines.next();
        while (!line.startsWith("data:")) {
            line = lines.next();
        }
        return line;
    }

    @Test
    void whoSeesOthersFromNowOnIsToldToAskAnewOnce() throws Exception {
        var listening = new CompletableFuture<Listening>();
        var server = server(StreamType.PATHS, listening);
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                    .build();
            var lines = client.send(request, BodyHandlers.ofLines()).body().iterator();
            var listener = listening.get(10, TimeUnit.SECONDS).listener;
            listener.see(Sight.of(Set.of("p1")));
            listener.offer(change(2));
            assertTrue(data(lines).contains("\"version\":2,\"from\":1,\"reset\":false"), "the same is seen");

            listener.see(Sight.of(Set.of("p1", "p2")));
            listener.offer(change(3));
            String told = data(lines);
            assertTrue(told.contains("\"version\":3,"), told);
            assertTrue(told.contains("\"reset\":true"), told);

            listener.offer(change(4));
            String next = data(lines);
            assertFalse(next.contains("\"reset\":true"), next);
            assertFalse(listener.isOver());
            listener.end(); // its client keeps the connection
            Await.until("it is over", Duration.ofSeconds(10), listener::isOver);
        }
    }

    private static List<StreamEvent> events(int count, int bytes) {
        String padding = "x".repeat(bytes - 16);
        return IntStream.range(0, count)
                .mapToObj(number -> new StreamEvent(
                        StreamType.RESULT,
                        "0:" + number,
                        List.of(new PathName("p1", "web")),
                        "ping",
                        Buffer.buffer("data: %06d%s\n\n".formatted(number, padding)),
                        null))
                .toList();
    }

    private static Socket client(HttpServer server) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// What was dropped by the time of the last of so many events: each has come, or was told to be lost.
    private static long readUntilAccountedFor(int events, Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        long dropped = 0;
        for (long received = 0; received + dropped < events; ) {
            String line = lines.readLine();
            if (line.startsWith("data: {\"dropped\"")) {
                dropped += Long.parseLong(line.replaceAll("\\D", ""));
            } else if (line.startsWith("data: ")) {
                received++;
            }
        }
        return dropped;
    }

    @Test
    void holdsNoMoreThanItMayWhileNothingIsSentAndTellsWhatWasLost() throws Exception {
        var listening = new CompletableFuture<Listening>();
        var server = server(StreamType.RESULT, listening);
        try (var client = client(server)) {
            var is = listening.get(10, TimeUnit.SECONDS);
            var goOn = new CountDownLatch(1);
            is.context.runOnContext(_ -> await(goOn));
            is.listener.offer(events(100, 64 << 10));
            assertEquals(96, allDropped.sum(), "256 KiB wait");
            goOn.countDown();
            turn(is.context);
            is.listener.offer(events(1, 64 << 10));
            readUntilAccountedFor(101, client);
            assertEquals(96, allDropped.sum(), "there is room again");
        }
    }

    @Test
    void oneFrameWaitsHoweverLargeItIs() throws Exception {
        var listening = new CompletableFuture<Listening>();
        var server = server(StreamType.RESULT, listening);
        try (var client = client(server)) {
            listening.get(10, TimeUnit.SECONDS).listener.offer(events(1, 1 << 20));
            assertEquals(0, readUntilAccountedFor(1, client));
        }
    }

    @Test
    void whoReadsNothingLosesEventsAndIsClosedAfterAWhile() throws Exception {
        var listening = new CompletableFuture<Listening>();
        var server = server(StreamType.RESULT, listening);
        try (var _ = client(server)) {
            var is = listening.get(10, TimeUnit.SECONDS);
            while (!is.response.writeQueueFull() || allDropped.sum() == 0) { // whatever the kernel holds
                is.listener.offer(events(10, 64 << 10));
                turn(is.context);
            }
            is.listener.heartbeat(); // what was written before is not told from what was taken since
            for (int stalled = 0; stalled < 4; stalled++) {
                turn(is.context);
                assertFalse(is.response.closed());
                is.listener.heartbeat();
            }
            Await.until("the connection is closed", Duration.ofSeconds(10), is.response::closed);
            assertTrue(is.listener.isOver());
        }
    }

    /// Until all that the event loop was to do has been done.
    private static void turn(Context context) throws Exception {
        var done = new CountDownLatch(1);
        context.runOnContext(_ -> done.countDown());
        assertTrue(done.await(10, TimeUnit.SECONDS));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
