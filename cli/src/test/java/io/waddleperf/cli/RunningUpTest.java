package io.waddleperf.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningUpTest {
    @TempDir
    Path data;

    @Test
    void findsTheKafkaOfTheUpThatRuns() throws IOException {
        write("{\"kafka\":\"127.0.0.1:19391\",\"pids\":{\"waddleperf\":"
                + ProcessHandle.current().pid() + "}}");
        assertEquals("127.0.0.1:19391", RunningUp.kafka(data));
    }

    @Test
    void findsTheApiAndWhomItIsSignedBy() throws IOException {
        String pids = ",\"pids\":{\"waddleperf\":" + ProcessHandle.current().pid() + "}}";
        write("{\"web\":\"http://127.0.0.1:8080\"" + pids);
        assertEquals(
                new RunningUp.Web(URI.create("http://127.0.0.1:8080"), Optional.empty(), Optional.empty()),
                RunningUp.web(data));
        write("{\"web\":\"https://192.0.2.7:8080\",\"authority\":\"authority/authority.pem\"" + pids);
        assertEquals(
                Optional.of(data.resolve("authority/authority.pem")),
                RunningUp.web(data).authority());
    }

    /// The port may be another one's by now.
    @Test
    void refusesAnUpThatHasEnded() throws IOException {
        write("{\"kafka\":\"127.0.0.1:19391\",\"pids\":{}}");
        assertSays("no `waddleperf up` runs with --data ");
    }

    @Test
    void saysThatThereHasNeverBeenOne() {
        assertSays("is absent: no `waddleperf up` has run there");
    }

    @Test
    void saysThatTheFileIsNoneOfUps() throws IOException {
        write("{\"kafka\":");
        assertSays("cannot be read");
        write("{}");
        assertSays("does not say where Kafka is");
        write("{\"pids\":{\"waddleperf\":" + ProcessHandle.current().pid() + "}}");
        assertSays("does not say where Kafka is");
    }

    private void assertSays(String text) {
        var wrong = assertThrows(CommandFailure.class, () -> RunningUp.kafka(data));
        assertEquals(Exit.NO_SERVER, wrong.exitCode());
        assertTrue(String.valueOf(wrong.getMessage()).contains(text), wrong.getMessage());
        assertTrue(String.valueOf(wrong.getMessage()).contains("--bootstrap HOST:PORT"), wrong.getMessage());
    }

    private void write(String json) throws IOException {
        Files.writeString(data.resolve("runtime.json"), json);
    }
}
