package io.waddleperf.api.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProviderHttpTest {
    private final FakeClock clock = new FakeClock(Samples.AT);

    private static String wrong(ProviderHttp http, URI url) {
        var problem = assertThrows(OidcException.class, () -> http.send(HttpRequest.newBuilder(url)));
        assertEquals(OidcException.Why.AWAY, problem.why());
        return String.valueOf(problem.getMessage());
    }

    @Test
    void oneThatStallsInTheMiddleOfItsAnswerHoldsNobody() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor(); // ends when the listener is closed
                var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var http = new ProviderHttp(clock, Duration.ofMillis(500))) {
            var begun = new AtomicInteger();
            threads.execute(() -> stall(listener, begun));
            var url = URI.create("http://127.0.0.1:" + listener.getLocalPort());
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
                for (int i = 0; i < 10; i++) { // more than may ask at once
                    assertTrue(wrong(http, url).contains("does not answer"));
                    clock.advance(ProviderHttp.PAUSE);
                }
            });
            assertTrue(begun.get() > 0, "none got as far as the body");
        }
    }

    /// Headers and one byte of the body, and then nothing until the other side goes.
    private static void stall(ServerSocket listener, AtomicInteger begun) {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
                begun.incrementAndGet();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // the client has gone, or the test is over
            }
        }
    }

    @Test
    void afterOneThatDidNotAnswerNobodyWaitsForAWhile() throws Exception {
        try (var http = new ProviderHttp(clock);
                var refuses = new Socket();
                var provider = new TestProvider()) {
            refuses.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var nobody = URI.create("http://127.0.0.1:" + refuses.getLocalPort());
            assertTrue(wrong(http, nobody).contains("does not answer"));
            var there = URI.create(provider.issuer() + Metadata.PATH);
            assertTrue(wrong(http, there).contains("did not answer a moment ago"));
            assertThrows(IOException.class, () -> http.get(there.toString()));
            clock.advance(ProviderHttp.PAUSE);
            assertEquals(200, http.send(HttpRequest.newBuilder(there)).statusCode());
            assertEquals(200, http.get(provider.issuer() + "/keys").getStatusCode());
            assertThrows(IOException.class, () -> http.get(provider.issuer() + "/nothing"));
        }
    }
}
