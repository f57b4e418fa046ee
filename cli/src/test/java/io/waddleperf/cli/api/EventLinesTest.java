package io.waddleperf.cli.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private int signs;

    @Test
    void readsWhatTheStandardSays() throws IOException {
        assertEquals(
                List.of(
                        new ServerEvent("result", "0:1", "{\"a\":1}"),
                        new ServerEvent("message", "0:1", "two\nlines"),
                        new ServerEvent("gap", "0:1", "")),
                events("""
                        retry: 2000

                        : a comment
                        event: result
                        id: 0:1
                        data: {"a":1}

                        data:two
                        data: lines
                        colour: red

                        event: nothing without data

                        event: gap\r
                        data\r
                        \r
                        data: cut off by the end"""));
        assertEquals(4, signs, "three events and a comment");
    }

    @Test
    void tellsHowLongTheServerWantsToBeLeftAlone() throws IOException {
        var lines = lines("retry: soon\nretry: 7\n\n");
        assertEquals(Optional.empty(), lines.next());
        assertEquals(Optional.of(Duration.ofMillis(7)), lines.retry());
    }

    @Test
    void takesNoEventWithoutEnd() {
        var lines = new EventLines(new EndlessInput(), () -> {});
        assertEquals(
                "an event of more than 8 MiB",
                assertThrows(IOException.class, lines::next).getMessage());
    }

    @Test
    void pausesLongerAfterEachFailureAndNeverForLong() {
        var random = new Random(1);
        var pauses = EventPauses.FIRST;
        for (int failed = 0; failed <= EventPauses.MOST_TRIES; failed++) {
            long most = Math.min(30_000, 1_000L << failed);
            long pause = pauses.after(failed, random).toMillis();
            assertTrue(pause >= most / 2 && pause <= most, failed + ": " + pause);
        }
        assertEquals(
                Duration.ofSeconds(30),
                pauses.beginningWith(Duration.ofHours(1)).first());
    }

    private List<ServerEvent> events(String text) throws IOException {
        var events = new ArrayList<ServerEvent>();
        var lines = lines(text);
        for (var event = lines.next(); event.isPresent(); event = lines.next()) {
            events.add(event.get());
        }
        return events;
    }

    private EventLines lines(String text) {
        return new EventLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), () -> signs++);
    }

    private static final class EndlessInput extends InputStream {
        @Override
        public int read() {
            return 'a';
        }
    }
}
