package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.grpc.GrpcProber;
import io.waddleperf.probe.http.HttpProber;
import io.waddleperf.probe.http.Onward;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsResponderTest {
    private static final int LIMIT_MS = 20_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @SuppressWarnings("NullAway.Init")
    private TestResponder responder;

    /// Its seconds never end, so that what is allowed in one is counted whatever the machine does.
    @BeforeEach
    void start() throws Exception {
        responder = new TestResponder(dir, () -> 1);
    }

    @AfterEach
    void stop() {
        responder.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2", "3"})
    void speaksEachVersionOfHttp(String version) throws Exception {
        var health = get("/health", version);
        assertInstanceOf(Outcome.Measured.class, health.outcome(), health::toString);
        var details = assertInstanceOf(Details.HttpDetails.class, health.details());
        assertEquals("HTTP/" + version, details.version());
        assertEquals(200, details.status());
        for (int count : List.of(0, 1, 16_384, 3_000_000)) {
            var bytes = get("/bytes?n=" + count, version);
            assertInstanceOf(Outcome.Measured.class, bytes.outcome(), bytes::toString);
            assertEquals(OptionalDouble.of(count), bytes.metrics().get(Metric.BODY_BYTES));
        }
        assertEquals(204, status("/status/204", version));
        assertEquals(503, status("/status/503", version));
        assertEquals(404, status("/else", version));
        assertEquals(200, status("/version", version));
        assertEquals(400, status("/bytes/99999999", version));
        assertEquals(200, status("/delay/20", version));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void saysWhereHttp3Is(HttpClient.Version version) throws Exception {
        try (var client = HttpClient.newBuilder()
                .sslContext(responder.client())
                .version(version)
                .build()) {
            var head = client.send(request("/bytes/1000").HEAD().build(), HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(version, head.version());
            assertEquals(
                    "h3=\":" + responder.port() + "\"; ma=3600",
                    head.headers().firstValue("alt-svc").orElseThrow());
            assertEquals(
                    1_000, head.headers().firstValueAsLong("content-length").orElseThrow());
            assertEquals(0, head.body().length);
        }
    }

    @Test
    void answersHealthChecksOfGrpc() throws Exception {
        var serving = check(null);
        assertInstanceOf(Outcome.Measured.class, serving.outcome(), serving::toString);
        var unknown = assertInstanceOf(Outcome.Failed.class, check("other").outcome());
        assertTrue(unknown.detail().contains("NOT_FOUND"), unknown.detail());
    }

    @Test
    void takesBodiesAndThrowsThemAway() throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(responder.client()).build()) {
            var body = HttpRequest.BodyPublishers.ofByteArray(new byte[300_000]);
            var posted = client.send(request("/").POST(body).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, posted.statusCode());
        }
        var said = exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n" + "a".repeat(1_048_577));
        assertTrue(said.startsWith("HTTP/1.1 413 "), said);
    }

    @Test
    void answersOneAfterTheOther() throws Exception {
        String said = exchange(get("/delay/100") + get("/status/201") + get("/status/202"));
        var lines = said.lines().filter(line -> line.startsWith("HTTP/1.1 ")).toList();
        assertEquals(List.of("HTTP/1.1 200 OK", "HTTP/1.1 201 Created", "HTTP/1.1 202 Accepted"), lines);
    }

    @Test
    void refusesWhatIsNoHttp() throws Exception {
        assertTrue(exchange("GET / HTTP/1.1\r\nX: " + "a".repeat(20_000) + "\r\n\r\n")
                .startsWith("HTTP/1.1 400 "));
        assertTrue(exchange("nonsense\r\n\r\n").startsWith("HTTP/1.1 400 "));
    }

    @Test
    void limitsWhatOneSourceAsksFor() throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(responder.client()).build()) {
            var large = request("/bytes/" + Page.MOST_BYTES).HEAD().build();
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < 8; i++) {
                statuses.add(client.send(large, HttpResponse.BodyHandlers.discarding())
                        .statusCode());
            }
            assertEquals(List.of(200, 200, 200, 200, 200, 200, 429, 429), statuses, "64 MiB a second");
            var small = request("/").build();
            int most = PageRates.REQUESTS.perSource() - statuses.size();
            for (int i = 0; i < most; i++) {
                assertEquals(
                        200,
                        client.send(small, HttpResponse.BodyHandlers.discarding())
                                .statusCode());
            }
            var last = client.send(small, HttpResponse.BodyHandlers.discarding());
            assertEquals(429, last.statusCode());
            assertEquals("1", last.headers().firstValue("retry-after").orElseThrow());
        }
    }

    @Test
    void takesSoManyConnectionsOfOneSource() throws Exception {
        var open = new ArrayList<Socket>();
        try {
            for (int i = 0; i < OpenConnections.MOST_OF_SOURCE; i++) {
                open.add(secured());
            }
            try (var _ = secured()) {
                throw new AssertionError("one too many");
            } catch (IOException e) {
                assertTrue(e instanceof SocketException || e instanceof javax.net.ssl.SSLException, e::toString);
            }
        } finally {
            for (var each : open) {
                each.close();
            }
        }
    }

    private Measurement get(String path, String version) throws Exception {
        var spec = new HttpSpec(path, null, 10_000_000, LIMIT_MS * 1_000L, version, 0, null);
        var there = responder.destination();
        Onward nowhere = (location, _) -> {
            throw new AssertionError("a redirect to " + location);
        };
        return new HttpProber(responder.trust(), InstantSource.system(), "1", nowhere)
                .run(spec, there, Loopback.deadline(LIMIT_MS));
    }

    private int status(String path, String version) throws Exception {
        var measured = get(path, version);
        var details = assertInstanceOf(Details.HttpDetails.class, measured.details(), measured::toString);
        if (measured.outcome() instanceof Outcome.Failed failed) {
            assertEquals(Failure.STATUS, failed.failure(), failed::detail);
        }
        return details.status();
    }

    private Measurement check(@Nullable String service) throws InterruptedException {
        var spec = new GrpcSpec(null, service, true, null, LIMIT_MS * 1_000L);
        return new GrpcProber(responder.trust(), InstantSource.system(), "1")
                .run(spec, responder.destination(), Loopback.deadline(LIMIT_MS));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(responder.url() + path));
    }

    private SSLSocket secured() throws Exception {
        var plain = new Socket();
        plain.setSoTimeout(LIMIT_MS);
        plain.connect(new InetSocketAddress(TestResponder.LOOPBACK, responder.port()), LIMIT_MS);
        var tls = (SSLSocket) responder.client().getSocketFactory().createSocket(plain, "localhost", 0, true);
        try {
            tls.startHandshake();
            return tls;
        } catch (IOException e) {
            tls.close();
            throw e;
        }
    }

    private static String get(String path) {
        String close = path.equals("/status/202") ? "Connection: close\r\n" : "";
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + close + "\r\n";
    }

    /// What it says to that until it closes.
    private String exchange(String sent) throws Exception {
        Thread writer;
        String said;
        try (var socket = secured()) {
            writer = Thread.ofVirtual().start(() -> write(socket, sent));
            said = read(socket.getInputStream());
        }
        writer.join();
        return said;
    }

    private static void write(Socket socket, String sent) {
        try {
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // it need not read all that is too much
        }
    }

    private static String read(InputStream in) throws IOException {
        var said = new StringBuilder();
        byte[] piece = new byte[4_096];
        try {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                said.append(new String(piece, 0, read, StandardCharsets.US_ASCII));
            }
        } catch (SocketException e) {
            if (said.isEmpty()) { // a reset behind the answer is as good as its end
                throw e;
            }
        }
        return said.toString();
    }
}
