package io.waddleperf.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendingTest {
    private static final int LIMIT_MS = 20_000;
    private static final Sending JSON = new Sending(
            "POST",
            List.of(Sending.field("Content-Type", "application/json"), Sending.field("User-Agent", "me")),
            "{é}");

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(String.join(
                " ",
                exchange.getRequestMethod(),
                headers.getFirst("Content-Type"),
                headers.getFirst("User-Agent"),
                String.valueOf(headers.getFirst("Content-Length")),
                body));
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().set("Location", "/200");
        exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
        exchange.close();
    }

    @Test
    void sendsAMethodHeadersAndABody() throws Exception {
        assertInstanceOf(Outcome.Measured.class, run("/200", JSON));
        assertEquals(List.of("POST application/json me 4 {é}"), asked);
    }

    @Test
    void saysThatThereIsNoBodyWhereOneIsExpected() throws Exception {
        assertInstanceOf(Outcome.Measured.class, run("/200", new Sending("POST", JSON.fields(), "")));
        assertEquals(List.of("POST application/json me 0 "), asked);
    }

    /// RFC 9110, 15.4.
    @ParameterizedTest
    @CsvSource({"301, GET", "302, GET", "303, GET", "307, POST", "308, POST"})
    void repeatsItOrAsksForThePageWhereARedirectLeads(int status, String method) throws Exception {
        assertInstanceOf(Outcome.Measured.class, run("/" + status, JSON));
        String second = method.equals("GET") ? "GET application/json me null " : "POST application/json me 4 {é}";
        assertEquals(List.of("POST application/json me 4 {é}", second), asked);
    }

    /// A path stays with the server, a URL names it anew, and another server learns nothing confidential.
    @Test
    void saysLessWhereARedirectLeadsElsewhere() {
        var fields = List.of(Sending.field("Authorization", "Bearer abc"), Sending.field("Cookie", "a"));
        var sending = new Sending("PUT", fields, "b", "a.test", "b.test", Sending.Coding.GZIP)
                .with(Sending.field("Accept", "x"));
        assertEquals(sending, sending.after(307, Sending.Toward.PATH));
        assertEquals(
                new Sending("GET", sending.fields(), "", "a.test", "b.test", Sending.Coding.GZIP),
                sending.after(302, Sending.Toward.PATH));
        assertEquals(
                new Sending("PUT", sending.fields(), "b", null, null, Sending.Coding.GZIP),
                sending.after(308, Sending.Toward.SAME_SERVER));
        assertEquals(
                new Sending("GET", List.of(Sending.field("Accept", "x")), "", null, null, Sending.Coding.GZIP),
                sending.after(303, Sending.Toward.OTHER_SERVER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Content-Length", "transfer-encoding", "a b", "", "a\n"})
    void leavesTheConnectionsHeadersAlone(String name) {
        var fields = List.of(Sending.field(name, "1"));
        assertThrows(IllegalArgumentException.class, () -> new Sending("GET", fields, ""));
    }

    private Outcome run(String path, Sending sending) throws InterruptedException {
        int port = server.getAddress().getPort();
        var there = Loopback.destination("http://127.0.0.1:" + port + path, port);
        var spec = new HttpSpec(null, null, 1_000, LIMIT_MS * 1_000L, null, 5, null);
        Onward onward =
                (location, _) -> new Onward.Found.At(Loopback.destination(String.valueOf(location.url()), port));
        return new HttpProber(Trust.ofJdk(), InstantSource.system(), "1", onward)
                .run(spec, sending, there, Loopback.deadline(LIMIT_MS))
                .outcome();
    }
}
