package io.waddleperf.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.waddleperf.contracts.Version;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VersionRouteTest {
    @Test
    void answersReadingRequestsOnly() throws Exception {
        var vertx = Vertx.vertx();
        try (var client = HttpClient.newHttpClient()) {
            var router = Router.router(vertx);
            new VersionRoute("results-sink").route(router);
            var server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            var address = URI.create("http://127.0.0.1:" + server.actualPort() + "/version");
            var got = client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, got.statusCode());
            var said = new JsonObject(got.body());
            assertEquals("results-sink", said.getString("service"));
            assertEquals(Version.current(Clock.systemUTC()).semantic(), said.getString("version"));
            var posted = client.send(
                    HttpRequest.newBuilder(address)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertEquals(405, posted.statusCode());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
