package io.waddleperf.api.stream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.fleet.Fleet;
import io.waddleperf.api.fleet.FleetChange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
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

    private HttpServer server(CompletableFuture<StreamListener> listening) throws Exception {
        var filter = new StreamFilter(Set.of(StreamType.PATHS), null, null, null);
        var who = new StreamListener.Who(Caller.SYSTEM, Sight.of(Set.of("p1")));
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    var response = request.response().setChunked(true);
                    response.write(": \n");
                    listening.complete(
                            new StreamListener(response, vertx.getOrCreateContext(), filter, who, new LongAdder()));
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
        var listening = new CompletableFuture<StreamListener>();
        var server = server(listening);
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                    .build();
            var lines = client.send(request, BodyHandlers.ofLines()).body().iterator();
            var listener = listening.get(10, TimeUnit.SECONDS);
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
            listener.end();
        }
    }
}
