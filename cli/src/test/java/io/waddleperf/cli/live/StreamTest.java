package io.waddleperf.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.FakeApi;
import io.waddleperf.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamTest {
    private static final String STREAM = "GET /api/v1/stream";
    private static final String RESULT = """
            event: result
            id: 0:%d
            data: {"id":"r-%1$d","probe":"fra-1","target":"nas","check":"tcp","test":"tcp","family":"ipv4","tier":1,\
            "startedAt":"2026-11-23T02:42:33.126456Z","outcome":{"type":"measured"},"metrics":{"connectUs":1500}}

            """;

    private FakeApi api;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void printsALineForEachEvent() {
        sends(RESULT.formatted(1) + """
                event: escalation
                id: e0:1
                data: {"id":"e","at":"2026-11-23T02:42:34.1Z","probe":"fra-1","target":"nas","step":"confirmed","text":"slow"}

                event: gap
                data: {"dropped":3}

                event: incident
                id: i0:1
                data: {"id":"i","updatedAt":"2026-11-23T02:42:35Z","state":"open","severity":"critical","sentence":"broken"}

                """);
        var ran = Cli.run("stream", api.option(), "--count=3", "--probe=fra-1", "--check=a b");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("""
                2026-11-23T02:42:33Z  result  fra-1 → nas  tcp  measured: connect time 1.50 ms
                2026-11-23T02:42:34Z  escalation  fra-1 → nas  confirmed: slow
                2026-11-23T02:42:35Z  incident  i  open  critical: broken
                """, ran.out());
        assertTrue(ran.err().contains("at least 3 events were missed"), ran.err());
        assertEquals(
                "GET /api/v1/stream?types=result%2Cescalation%2Cincident&probe=fra-1&check=a%20b",
                api.questions().getFirst());
    }

    @Test
    void writesJsonLinesForPrograms() {
        sends(RESULT.formatted(1).replace("nas", "n\\u001bas"));
        var ran = Cli.run("stream", api.option(), "--count=1", "-o", "json");
        assertTrue(ran.out().startsWith("{\"type\":\"result\",\"id\":\"0:1\",\"data\":{\"id\":\"r-1\""), ran.out());
        assertEquals(1, ran.out().lines().count());
        assertEquals(-1, ran.out().indexOf('\u001b'));
    }

    @Test
    void goesOnBehindTheLastEventAfterABreak() {
        sends("retry: 1\n\n" + RESULT.formatted(1));
        api.answers(STREAM, 503, "{\"detail\":\"at most 500 clients may listen\"}");
        sends(RESULT.formatted(2));
        var ran = Cli.run("stream", api.option(), "--count=2", "--types=result");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals(2, ran.out().lines().count());
        assertFalse(api.asked().getFirst().headers().containsKey("last-event-id"));
        assertEquals("0:1", api.asked().get(2).headers().get("last-event-id"));
        assertTrue(ran.err().contains("the server ended the stream; asking again"), ran.err());
    }

    @Test
    void givesUpWhereTheServerStaysAway() {
        sends("retry: 1\n\n" + RESULT.formatted(1));
        api.answers(STREAM, 503, "");
        var ran = Cli.run("stream", api.option());
        assertEquals(Exit.NO_SERVER, ran.code());
        assertTrue(ran.err().contains("has not been reached 8 times in a row"), ran.err());
        assertEquals(9, api.asked().size());
    }

    @Test
    void endsWhenItsTimeIsOver() {
        api.replies(STREAM, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(": nothing happens\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.getRequestBody().readAllBytes();
            api.untilClosed();
        });
        var ran = Cli.run("stream", api.option(), "--for=50ms");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void endsWhereItsReaderHasGone() throws IOException {
        sends(RESULT.formatted(1));
        var err = new ByteArrayOutputStream();
        var surroundings =
                Cli.surroundings(Cli.operator(Surroundings.Answer.NOBODY_THERE, Map.of()), new GonePipe(), err);
        assertEquals(Exit.OK, StreamCommand.line(surroundings).execute(api.option()), err::toString);
    }

    private static final class GonePipe extends OutputStream {
        @Override
        public void write(int next) throws IOException {
            throw new IOException("Broken pipe");
        }
    }

    @Test
    void doesNotAskAgainWhereItIsRefused() {
        api.answers(STREAM, 403, "{\"detail\":\"it takes a viewer\"}");
        var ran = Cli.run("stream", api.option());
        assertEquals(Exit.NO_SERVER, ran.code());
        assertTrue(ran.err().contains("refused (403): it takes a viewer"), ran.err());
        assertEquals(1, api.asked().size());
    }

    @Test
    void refusesWhatIsNoType() {
        assertTrue(Cli.run("stream", "--types=results").err().contains("--types must be of"));
        assertTrue(Cli.run("stream", "--count=0", api.option()).err().contains("--count must be 1 or more"));
    }

    private void sends(String events) {
        api.replies(STREAM, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
        });
    }
}
