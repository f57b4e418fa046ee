package io.waddleperf.standalone;

import io.waddleperf.contracts.JoinToken;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// On the first of two machines: starts WaddlePerf, makes a token, pastes it on the second one, and says
/// how long that took.
public final class JoinMain {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> FAR = List.of("ip", "netns", "exec", "far");
    private static final String PROBE = "far-1";

    private JoinMain() {}

    public static void main(String[] arguments) throws Exception {
        Path dir = Path.of(arguments[0]);
        try (var system = RunningSystem.start(
                        dir.resolve("data"),
                        FreePorts.next(),
                        FreePorts.next(),
                        "--listen=10.1.0.1",
                        "--listen-kafka-port=" + FreePorts.next(),
                        "--target=10.1.0.1",
                        "--interval=30s")
                .ready()) {
            String token = RunningSystem.json(
                            system.post("/api/v1/probe-enrolments", "{\"site\":\"far\",\"probe\":\"" + PROBE + "\"}")
                                    .body())
                    .at("/token")
                    .asText();
            measures(system, token, dir);
            isToldNothingElse(token);
        }
    }

    private static void measures(RunningSystem system, String token, Path dir) throws Exception {
        long pasted = System.nanoTime();
        try (var _ = JoiningProbe.start(FAR, dir.resolve("probe"), "--join=" + token)) {
            Await.until("a measured path", SOON, () -> {
                for (var path : system.get("/api/v1/paths?probe=" + PROBE).at("/items")) {
                    if (path.at("/state").asText().equals("healthy")) {
                        return true;
                    }
                }
                return false;
            });
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pasted);
            System.out.println("from the pasted line to the first result: " + took + " ms");
            for (var item : system.get("/api/v1/probes").at("/items")) {
                System.out.println("resident bytes of " + item.at("/probe/id").asText() + ": "
                        + item.at("/heartbeat/load/residentBytes").asLong());
            }
        }
    }

    /// Whoever has no account reaches the pages and the paths for probes, and no others.
    private static void isToldNothingElse(String token) throws Exception {
        String url = JoinToken.parse(token).url();
        for (String path : List.of("/", "/api/v1/paths", "/api/v1/probe-identities", "/q/metrics", "/api/v1/join")) {
            var command = new ArrayList<>(FAR);
            command.addAll(List.of("curl", "-sk", "-o", "/dev/null", "-w", "%{http_code}", url + path));
            var process = new ProcessBuilder(command).start();
            String status = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.println("GET " + path + " of the second machine: " + status);
        }
    }
}
