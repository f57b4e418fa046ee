package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Severity;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// docs/examples/receive.py, started as a reader starts it, prints what our webhooks tell.
@Timeout(120)
class ReceiveExampleIT {
    private static final Path EXAMPLE = Path.of("../docs/examples/receive.py");
    /// Of the system's packages, whatever else is on the path.
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private static final String LISTENING = "listening on ";

    @Test
    void printsEachTransitionOfAnIncidentAndTests() throws Exception {
        assumeTrue(Files.isExecutable(PYTHON), "python3 is not installed");
        var example = new ProcessBuilder(PYTHON.toString(), EXAMPLE.toString(), "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = example.inputReader(UTF_8)) {
            String first = line(out);
            assertTrue(first.startsWith(LISTENING + "http://127.0.0.1:"), first);
            var url = URI.create(first.substring(LISTENING.length()));
            try (var rig = new Rig(new ChannelSpec.Webhook("example", url, null))) {
                tells(rig, out);
            }
            refusesWhatIsNoMessage(url);
            interrupt(example);
            assertTrue(example.waitFor(10, TimeUnit.SECONDS), "it goes on");
            assertEquals(0, example.exitValue());
        } finally {
            example.destroyForcibly().waitFor();
        }
    }

    private static void tells(Rig rig, BufferedReader out) throws Exception {
        var incident = Rig.incident();
        var opened = incident.open();
        rig.send(opened);
        assertTold("opened", opened.id(), line(out));
        rig.send(incident.severity(Severity.CRITICAL));
        assertTold("changed", opened.id(), line(out));
        rig.send(incident.closed());
        assertTold("closed", opened.id(), line(out));
        rig.test("operator");
        String test = line(out);
        assertTrue(test.startsWith("test "), test);
    }

    private static void assertTold(String transition, UUID id, String line) {
        assertTrue(line.startsWith(transition + " "), line);
        assertTrue(line.contains("web is slow from 1 of 2 probes: mean RTT 140 ms, bound 100 ms"), line);
        assertTrue(line.contains("  http://127.0.0.1:8080/"), line);
        assertTrue(line.endsWith(id.toString()), line);
    }

    private static void refusesWhatIsNoMessage(URI url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            assertEquals(400, post(client, url, "{"));
            assertEquals(400, post(client, url, "[]"));
            assertEquals(413, post(client, url, ""));
            assertEquals(204, post(client, url, "{}"), "nothing was told");
        }
    }

    private static int post(HttpClient client, URI url, String body) throws Exception {
        var request = HttpRequest.newBuilder(url)
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /// As Ctrl-C does.
    private static void interrupt(Process process) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor());
    }

    private static String line(BufferedReader out) throws Exception {
        return String.valueOf(out.readLine());
    }
}
