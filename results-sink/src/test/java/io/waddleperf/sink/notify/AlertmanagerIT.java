package io.waddleperf.sink.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.contracts.Severity;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stock Alertmanager takes our incidents, and its own webhook payload has the fields that ours has.
class AlertmanagerIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @Test
    void pushesAlertsThatAStockAlertmanagerHoldsAndResolves() throws Exception {
        var program = program();
        assumeTrue(program.isPresent(), "no prometheus-alertmanager on the PATH");
        int port = FreePorts.next();
        try (var receiver = new Receiver()) {
            var alertmanager = start(program.get(), port, receiver.url("/theirs"));
            var root = URI.create("http://127.0.0.1:" + port);
            try (var rig = new Rig(
                    new ChannelSpec.Alertmanager("am", root),
                    new ChannelSpec.Webhook("hook", receiver.url("/ours"), null))) {
                var incident = Rig.incident();
                var opened = incident.severity(Severity.CRITICAL);
                var id = opened.id().toString();
                rig.send(opened);
                Await.equal(1, Rig.SOON, () -> alerts(root, id).size());
                var alert = alerts(root, id).get(0);
                assertEquals("critical", alert.at("/labels/severity").asText());
                assertEquals("active", alert.at("/status/state").asText());
                rig.send(incident.closed());
                Await.equal(0, Rig.SOON, () -> alerts(root, id).size());
                Await.until(
                        "both webhooks say resolved",
                        Rig.SOON,
                        () -> last(receiver, "/theirs", "resolved") && last(receiver, "/ours", "resolved"));
                assertSameFields(receiver);
            } finally {
                alertmanager.destroy();
                if (!alertmanager.waitFor(10, TimeUnit.SECONDS)) {
                    alertmanager.destroyForcibly();
                }
            }
        }
    }

    private static void assertSameFields(Receiver receiver) {
        var theirs = receiver.taken("/theirs").getLast().json();
        var ours = receiver.taken("/ours").getLast().json();
        for (var path : List.of("", "/alerts/0")) {
            for (var field : theirs.at(path).propertyStream().toList()) {
                var same = ours.at(path).path(field.getKey());
                assertEquals(field.getValue().getNodeType(), same.getNodeType(), path + '/' + field.getKey());
            }
        }
        assertEquals(theirs.path("version"), ours.path("version"));
    }

    private static boolean last(Receiver receiver, String path, String status) {
        var taken = receiver.taken(path);
        return !taken.isEmpty()
                && taken.getLast().json().path("status").asText().equals(status);
    }

    private Process start(String program, int port, URI webhook) throws Exception {
        var config = Files.writeString(dir.resolve("alertmanager.yml"), """
                route: {receiver: back, group_wait: 100ms, group_interval: 500ms, repeat_interval: 1h}
                receivers:
                  - name: back
                    webhook_configs: [{url: "%s"}]
                """.formatted(webhook));
        return new ProcessBuilder(
                        program,
                        "--config.file=" + config,
                        "--storage.path=" + dir.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
    }

    private static JsonNode alerts(URI root, String incident) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            root.resolve("/api/v2/alerts?active=true&filter=incident%3D%22" + incident + "%22"))
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer::body);
            return JSON.readTree(answer.body());
        }
    }

    private static Optional<String> program() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .map(each -> Path.of(each, "prometheus-alertmanager"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
