package io.waddleperf.api.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.waddleperf.api.http.ProblemWriter;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class SpeedRelayTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = client();
    private final AtomicLong uploaded = new AtomicLong();
    private final AtomicInteger broken = new AtomicInteger();

    @AfterEach
    void close() throws Exception {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /// As a responder's, with what it does when it is asked.
    private HttpServer responder(int status) throws Exception {
        return listening(request -> {
            if (status != 200) {
                request.response().setStatusCode(status).end();
            } else if ("/backend/garbage.php".equals(request.path())) {
                int mebibytes = Integer.parseInt(request.getParam("ckSize"));
                request.response().end(Buffer.buffer(new byte[mebibytes << 20]));
            } else {
                request.handler(data -> uploaded.addAndGet(data.length()));
                request.endHandler(_ -> request.response().end());
            }
        });
    }

    /// Sends for as long as it is let, and counts who goes away meanwhile.
    private HttpServer endless() throws Exception {
        return listening(request -> {
            request.response().setChunked(true).closeHandler(_ -> broken.incrementAndGet());
            request.response().write(Buffer.buffer(new byte[1 << 20]));
        });
    }

    /// As a browser is without TLS.
    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private HttpServer listening(Handler<HttpServerRequest> handler) throws Exception {
        return await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private URI relay(Optional<URI> server) throws Exception {
        var router = Router.router(vertx);
        router.route().handler(context -> {
            context.request().pause(); // as Quarkus does, until somebody reads
            context.next();
        });
        new SpeedRelay(new ProblemWriter(new ObjectMapper()), vertx, server).route(router);
        return URI.create("http://127.0.0.1:" + listening(router).actualPort() + "/api/v1/speedtest/");
    }

    private URI relay(HttpServer responder) throws Exception {
        return relay(Optional.of(URI.create("http://127.0.0.1:" + responder.actualPort())));
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI uri, byte[] body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void bytesComeAndGo() throws Exception {
        var relay = relay(responder(200));
        assertEquals(200, get(relay.resolve("ping")).statusCode());
        var request = HttpRequest.newBuilder(relay.resolve("download?test=a&mebibytes=3"))
                .build();
        assertEquals(3 << 20, http.send(request, BodyHandlers.ofByteArray()).body().length);
        assertEquals(
                200, post(relay.resolve("upload?test=a"), new byte[1 << 20]).statusCode());
        assertEquals(1 << 20, uploaded.get());
    }

    @Test
    void whoseTurnItIsNotHearsWhenToComeAgain() throws Exception {
        var relay = relay(responder(200));
        get(relay.resolve("download?test=a&mebibytes=1"));
        var refused = post(relay.resolve("upload?test=b"), new byte[100]);
        assertEquals(429, refused.statusCode());
        assertEquals("3", refused.headers().firstValue("Retry-After").orElseThrow());
        assertEquals(0, uploaded.get());
        assertEquals(200, get(relay.resolve("ping")).statusCode(), "a round trip is always answered");
    }

    @Test
    void whoClosesThePageEndsTheTransferAndGivesTheTurnBack() throws Exception {
        var relay = relay(endless());
        try (var page = new Socket(InetAddress.getLoopbackAddress(), relay.getPort())) {
            page.setSoTimeout(10_000);
            String request = "GET " + relay.getPath() + "download?test=a HTTP/1.1\r\nHost: localhost\r\n\r\n";
            page.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', page.getInputStream().read());
        }
        Await.until("the responder is told", Duration.ofSeconds(10), () -> broken.get() == 1);
        var another = HttpRequest.newBuilder(relay.resolve("download?test=b")).build();
        Await.until("another one's turn comes", Duration.ofSeconds(10), () -> {
            var begun = http.send(another, BodyHandlers.ofInputStream());
            begun.body().close();
            return begun.statusCode() == 200;
        });
    }

    @Test
    void whatBreaksOffDoesNotLookWhole() throws Exception {
        var relay = relay(listening(request -> {
            request.response().putHeader("Content-Length", "2000000").write(Buffer.buffer(new byte[1_000]));
            vertx.setTimer(200, _ -> request.connection().close());
        }));
        var request = HttpRequest.newBuilder(relay.resolve("download?test=a"))
                .timeout(Duration.ofSeconds(10))
                .build();
        var broken = assertThrows(IOException.class, () -> http.send(request, BodyHandlers.ofByteArray()));
        assertFalse(broken instanceof HttpTimeoutException, broken.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "download, 400, test is missing",
        "download?test=a&mebibytes=65, 400, mebibytes must be a whole number from 1 to 64",
        "download?test=, 400, test",
    })
    void whatIsAskedWronglyIsRefused(String file, int status, String why) throws Exception {
        var refused = get(relay(responder(200)).resolve(file));
        assertEquals(status, refused.statusCode());
        assertTrue(refused.body().contains(why), refused.body());
    }

    @Test
    void aResponderThatIsBusyOrWrongOrAwayIsTold() throws Exception {
        assertEquals(429, get(relay(responder(503)).resolve("download?test=a")).statusCode());
        var wrong = get(relay(responder(404)).resolve("ping"));
        assertEquals(503, wrong.statusCode());
        assertTrue(wrong.body().contains("the responder answered with 404"), wrong.body());
        var gone = responder(200);
        var relay = relay(gone);
        await(gone.close());
        for (String file : new String[] {"ping", "download?test=a"}) {
            var away = get(relay.resolve(file));
            assertEquals(503, away.statusCode());
            assertTrue(away.body().contains("responder-away"), away.body());
        }
    }

    /// As when a responder's time for a connection ends while the next request is on its way.
    @Test
    void aKeptConnectionThatIsClosedUnderARequestIsNotTheEndOfIt() throws Exception {
        var closing = new AtomicInteger();
        var asked = new AtomicInteger();
        var relay = relay(listening(request -> {
            asked.incrementAndGet();
            if (closing.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
                request.connection().close();
            } else {
                request.response().end();
            }
        }));
        assertEquals(200, get(relay.resolve("ping")).statusCode());
        closing.set(1);
        assertEquals(200, get(relay.resolve("ping")).statusCode());
        assertEquals(3, asked.get(), "asked again once");
        closing.set(9);
        assertEquals(503, get(relay.resolve("ping")).statusCode());
        assertEquals(5, asked.get(), "and not a third time");
        assertEquals(503, post(relay.resolve("upload?test=a"), new byte[1]).statusCode());
        assertEquals(6, asked.get(), "what brings something is never sent twice");
    }

    @Test
    void withoutAResponderItSaysWhatToSet() throws Exception {
        var refused = get(relay(Optional.empty()).resolve("ping"));
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("waddleperf.api.speed-server"), refused.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://192.0.2.7:8989", "http://192.0.2.7", "localhost:8989", "http:///x"})
    void refusesAnAddressThatIsNone(String server) {
        var refused = assertThrows(IllegalArgumentException.class, () -> relay(Optional.of(URI.create(server))));
        assertTrue(String.valueOf(refused.getMessage()).contains("waddleperf.api.speed-server"));
    }
}
