package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpResponderTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int ASKERS = 8;

    /// Its seconds end when a test says so: what is allowed in one is counted whatever the machine does.
    private final AtomicLong nanos = new AtomicLong(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpResponder responder;

    @BeforeEach
    void start() throws IOException {
        responder = HttpResponder.start(new InetSocketAddress(LOOPBACK, 0), _ -> true, nanos::get);
    }

    @AfterEach
    void stop() {
        client.close();
        responder.close();
    }

    @Test
    void limitsTheRequestsOfOneSourceWhoAsksAtOnce() throws Exception {
        int most = PageRates.REQUESTS.perSource();
        var statuses = new ArrayList<Integer>();
        try (var askers = Executors.newFixedThreadPool(ASKERS)) {
            Callable<Integer> ask = () -> get("/health").statusCode();
            for (Future<Integer> asked : askers.invokeAll(
                    IntStream.range(0, most + 20).mapToObj(_ -> ask).toList())) {
                statuses.add(asked.get());
            }
        }
        assertEquals(most, statuses.stream().filter(status -> status == OK).count());
        assertEquals(20, statuses.stream().filter(status -> status == TOO_MANY).count());
        assertEquals("1", get("/").headers().firstValue("retry-after").orElseThrow());
        nanos.addAndGet(1_000_000_000L);
        assertEquals(OK, get("/").statusCode(), "in the next second");
    }

    @Test
    void limitsTheBytesOfOneSource() throws Exception {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 7; i++) {
            statuses.add(head("/bytes/" + Page.MOST_BYTES).statusCode());
        }
        assertEquals(List.of(OK, OK, OK, OK, OK, OK, TOO_MANY), statuses, "64 MiB a second");
        assertEquals(OK, get("/bytes/1000").statusCode(), "what there is room for");
        assertEquals(OK, get("/").statusCode());
    }

    @Test
    void saysHowLongABodyWouldBe() throws Exception {
        var head = head("/bytes/1000");
        assertEquals(1_000, head.headers().firstValueAsLong("content-length").orElseThrow());
        assertTrue(head.body().isEmpty());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> head(String path) throws IOException, InterruptedException {
        return client.send(request(path).HEAD().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + responder.address().getPort() + path));
    }
}
