package io.waddleperf.probe.speedtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.throughput.ThroughputLoad;
import io.waddleperf.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedServerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private SpeedServer server;

    @BeforeEach
    void start() throws IOException {
        server = Speeds.server(new ThroughputLoad(System::nanoTime));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            /backend/garbage.php?ckSize=1,       1048576
            /garbage.php?r=0.5&ckSize=2&cors=true, 2097152
            /backend/garbage,                    4194304
            /garbage.php?ckSize=0,               4194304
            /garbage.php?ckSize=many,            4194304
            /garbage.php?ckSize=-3,              4194304
            /garbage.php?ckSize=1024,            1073741824
            /garbage.php?ckSize=999999999,       1073741824
            """)
    void promisesAsManyBytesAsLibreSpeedDoes(String path, String bytes) throws Exception {
        var head = ask("HEAD " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n");
        assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
        assertTrue(head.contains("\r\nContent-Length: " + bytes + "\r\n"), head);
        assertTrue(head.contains("\r\nContent-Type: application/octet-stream\r\n"), head);
        assertTrue(head.contains("\r\nCache-Control: no-store, no-cache"), head);
        assertEquals(path.contains("cors"), head.contains("Access-Control-Allow-Origin: *"), head);
        assertTrue(head.endsWith("\r\n\r\n"), "and no body");
    }

    @Test
    void servesAnotherImplementationsClient() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var garbage = client.send(get("/backend/garbage.php?ckSize=3"), HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(3 * 1_048_576, garbage.body().length);
            assertTrue(distinct(garbage.body()) > 250, "nothing can compress it");
            var post = HttpRequest.newBuilder(uri("/backend/empty.php?cors=true"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(garbage.body()))
                    .build();
            var empty = client.send(post, HttpResponse.BodyHandlers.ofString());
            assertEquals(200, empty.statusCode());
            assertEquals("", empty.body());
            assertEquals(
                    "GET, POST",
                    empty.headers().firstValue("Access-Control-Allow-Methods").orElseThrow());
            var chunked = HttpRequest.newBuilder(uri("/empty.php"))
                    .expectContinue(true)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                            () -> new java.io.ByteArrayInputStream(new byte[2_000_000])))
                    .build();
            assertEquals(
                    200,
                    client.send(chunked, HttpResponse.BodyHandlers.ofString()).statusCode());
            var address = client.send(get("/backend/getIP.php?isp=true"), HttpResponse.BodyHandlers.ofString());
            assertEquals(
                    "{\"processedString\":\"127.0.0.1 - localhost IPv4 access\",\"rawIspInfo\":\"\"}", address.body());
            assertEquals(
                    "ok\n",
                    client.send(get("/health"), HttpResponse.BodyHandlers.ofString())
                            .body());
        }
    }

    @Test
    void answersSeveralRequestsOverOneConnection() throws Exception {
        String answers = ask("GET /empty.php HTTP/1.1\r\n\r\n"
                + "POST /empty.php HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
                + "OPTIONS /backend/empty.php?cors=true HTTP/1.1\r\n\r\n"
                + "GET /getIP.php HTTP/1.0\r\n\r\n");
        assertEquals(4, answers.split("HTTP/1.1 200 OK", -1).length - 1, answers);
        assertTrue(answers.contains("Access-Control-Allow-Headers: Content-Encoding, Content-Type"), answers);
        assertTrue(answers.endsWith("\"rawIspInfo\":\"\"}"), "after HTTP/1.0 it closes");
    }

    /// `~` ends a line.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /nothing HTTP/1.1~Connection: close~~                                        | 404 Not Found
            POST /garbage.php HTTP/1.1~Content-Length: 0~~                                   | 405 Method Not Allowed
            DELETE /empty.php HTTP/1.1~~                                                     | 405 Method Not Allowed
            nonsense~~                                                                       | 400 Bad Request
            GET /empty.php HTTP/2.0~~                                                        | 400 Bad Request
            GET /empty.php HTTP/1.1~: x~~                                                    | 400 Bad Request
            POST /empty.php HTTP/1.1~Content-Length: x~~                                     | 400 Bad Request
            POST /empty.php HTTP/1.1~Content-Length: 1~Content-Length: 2~~                   | 400 Bad Request
            POST /empty.php HTTP/1.1~Content-Length: 3~Transfer-Encoding: chunked~~0~~       | 400 Bad Request
            POST /empty.php HTTP/1.1~Transfer-Encoding: gzip~~                               | 400 Bad Request
            POST /empty.php HTTP/1.1~Transfer-Encoding: chunked~~zz~                         | 400 Bad Request
            POST /empty.php HTTP/1.1~Content-Length: 1073741825~~                            | 413 Content Too Large
            """)
    void saysWhatItDoesNotTake(String request, String status) throws Exception {
        String answer = ask(request.replace("~", "\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 " + status + "\r\n"), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    }

    @Test
    void readsNoHeadWithoutEnd() throws Exception {
        assertTrue(ask("GET / HTTP/1.1\r\n" + "X: y\r\n".repeat(200)).startsWith("HTTP/1.1 400 "));
        assertTrue(ask("GET / HTTP/1.1\r\nX: " + "y".repeat(20_000)).startsWith("HTTP/1.1 400 "));
    }

    @Test
    void goesOnAfterABodyWhateverWasSentAhead() throws Exception {
        String post = "POST /empty.php HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000);
        String last = "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n";
        assertTrue(ask(post + post + last).endsWith("ok\n"));
        String refused = ask(post + "GET /health HTTP/1.1\r\n\r\n".repeat(2_000) + last);
        assertTrue(refused.startsWith("HTTP/1.1 200 OK"), refused);
    }

    @Test
    void takesSoManyConnectionsOfOneSource() throws Exception {
        var all = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 33; i++) {
                all.add(new Socket(Speeds.LOOPBACK, server.address().getPort()));
            }
            all.getFirst()
                    .getOutputStream()
                    .write("GET /empty.php HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', all.getFirst().getInputStream().read());
            assertEquals(-1, all.getLast().getInputStream().read(), "closed without a word");
        } finally {
            for (var one : all) {
                one.close();
            }
        }
    }

    /// By a clock that is fast: 15 s are three, and the life of a connection is longer than anybody waits here.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /garbage.php?ckSize=1024 HTTP/1.1\r\n\r\n",
                "POST /empty.php HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n",
                "POST /empty.php HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n"
            })
    void holdsItsDoorForNobodyWhoStalls(String request) throws Exception {
        var load = new ThroughputLoad(System::nanoTime);
        try (var fast = Speeds.server(load, () -> 5 * System.nanoTime());
                var stalled = new Socket(Speeds.LOOPBACK, fast.address().getPort())) {
            stalled.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Await.until("it is served", SOON, () -> load.within(0));
            Await.until("others may come", SOON, () -> !load.within(0));
            assertTrue(load.within(TimeUnit.SECONDS.toMicros(60)));
        }
    }

    /// Twice as long as one that stalls is given.
    @Test
    void servesWhoIsSlowForAsLongAsItMoves() throws Exception {
        int parts = 70;
        try (var fast = Speeds.server(new ThroughputLoad(System::nanoTime), () -> 5 * System.nanoTime());
                var slow = new Socket(Speeds.LOOPBACK, fast.address().getPort())) {
            var out = slow.getOutputStream();
            String head = "POST /empty.php HTTP/1.1\r\nContent-Length: " + parts * 20_000 + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            long begun = System.nanoTime();
            for (int sent = 0; sent < parts; sent++) {
                long due = begun + TimeUnit.MILLISECONDS.toNanos(100L * sent);
                Await.until("the next part is due", SOON, () -> System.nanoTime() >= due);
                out.write(new byte[20_000]);
            }
            assertEquals('H', slow.getInputStream().read());
        }
    }

    @Test
    void speaksOfAddressesAsLibreSpeedDoes() {
        for (var one : List.of(
                List.of("::1", "0:0:0:0:0:0:0:1 - localhost IPv6 access"),
                List.of("10.1.2.3", "10.1.2.3 - private IPv4 access"),
                List.of("169.254.1.2", "169.254.1.2 - link-local IPv4 access"),
                List.of("100.64.0.1", "100.64.0.1 - CGNAT IPv4 access"),
                List.of("100.128.0.1", "100.128.0.1"),
                List.of("192.0.2.7", "192.0.2.7"))) {
            assertEquals(
                    "{\"processedString\":\"" + one.getLast() + "\",\"rawIspInfo\":\"\"}",
                    ClientWords.json(InetAddress.ofLiteral(one.getFirst())));
        }
    }

    private static long distinct(byte[] bytes) {
        var seen = new java.util.BitSet();
        for (byte one : bytes) {
            seen.set(one & 0xFF);
        }
        return seen.cardinality();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(uri(path)).build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    /// Up to where the server closes.
    private String ask(String request) throws IOException {
        assertFalse(request.isEmpty());
        try (var socket = new Socket(Speeds.LOOPBACK, server.address().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return text(socket.getInputStream());
        }
    }

    private static String text(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        in.transferTo(all);
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
