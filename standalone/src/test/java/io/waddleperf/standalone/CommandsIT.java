package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Operator;
import io.waddleperf.cli.Stopping;
import io.waddleperf.cli.Surroundings;
import io.waddleperf.cli.access.LoginCommand;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands, as they are installed, against a system that asks everybody for a name.
class CommandsIT {
    private static final String PASSWORD = "a password for this test";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CLI = "../cli/target/cli/";

    @TempDir
    Path dir;

    private record Ran(int code, String out, String err) {}

    @Test
    void signsInTestsWatchesExplainsAndSignsOut() throws Exception {
        try (var closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // and does not listen
            Path config = Files.writeString(dir.resolve("config.yml"), """
                    targets:
                      - {id: well, address: 127.0.0.1}
                      - {id: broken, address: "127.0.0.1:%d"}
                    schedules:
                      - {id: fast, checks: [ping, tcp], interval: 2s}
                    """.formatted(closed.getLocalPort()));
            var accounts = Map.of("WADDLEPERF_ACCOUNTS", "required", "WADDLEPERF_ADMIN_PASSWORD", PASSWORD);
            try (var system = RunningSystem.start(
                            accounts, dir.resolve("data"), FreePorts.next(), FreePorts.next(), "--config=" + config)
                    .ready()) {
                isRefusedWithoutALogin(system);
                signsIn(system);
                tellsHowThingsAre();
                runsTests();
                explainsTheIncident();
                signsOut(system);
            }
        }
    }

    private void isRefusedWithoutALogin(RunningSystem system) throws Exception {
        var ran = command("doctor", "--data=" + dir.resolve("data"));
        assertEquals(1, ran.code, ran.err);
        assertTrue(ran.out.contains("./waddleperf login --api " + system.uri("")), ran.out);
        assertEquals(3, command("probes", "list", "--api=" + system.uri("")).code);
    }

    /// A password is typed, so in this JVM.
    private void signsIn(RunningSystem system) throws Exception {
        var answers = new ArrayDeque<>(List.of("admin", PASSWORD));
        Operator.Prompt prompt = _ -> Optional.ofNullable(answers.poll());
        var said = new ByteArrayOutputStream();
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        var surroundings = new Surroundings(
                stream,
                stream,
                InstantSource.system(),
                System::nanoTime,
                new Operator(
                        _ -> Surroundings.Answer.NOBODY_THERE,
                        prompt,
                        prompt,
                        InputStream.nullInputStream(),
                        Map.of("XDG_CONFIG_HOME", dir.toString()),
                        true),
                new Stopping(Duration.ofSeconds(5)),
                new Random(1));
        int code = LoginCommand.line(surroundings).execute("--api=" + system.uri(""), "--days=1");
        assertEquals(0, code, said.toString(StandardCharsets.UTF_8));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("as admin, admin"));
    }

    private void tellsHowThingsAre() throws Exception {
        var doctor = command("doctor");
        assertEquals(0, doctor.code, doctor.out);
        assertTrue(doctor.out.lines().anyMatch(line -> line.matches("ok +clock .*")), doctor.out);
        assertTrue(command("probes", "list").out.lines().anyMatch(line -> line.startsWith("local ")));
        Await.until(
                "a path is broken",
                SOON,
                () -> command("watch", "--count=1", "--state=failing").out.contains("broken"));
        var stream = command("stream", "--types=result", "--count=2", "--for=60s", "-o", "json");
        assertEquals(0, stream.code, stream.err);
        assertEquals(2, stream.out.lines().count());
        assertTrue(stream.out.lines().allMatch(line -> line.startsWith("{\"type\":\"result\",\"id\":\"")), stream.out);
        assertTrue(command("why-not", "fast", "-o", "yaml").out.contains("schedule: fast"));
    }

    private void runsTests() throws Exception {
        var well = command("run", "well", "--checks=system");
        assertEquals(0, well.code, well.out + well.err);
        var broken = command("run", "broken", "--checks=tcp", "--probes=local");
        assertEquals(1, broken.code, broken.out + broken.err);
        assertTrue(broken.out.contains("failed"), broken.out);
        assertEquals(2, command("run", "well", "--checks=juggling").code);
    }

    private void explainsTheIncident() throws Exception {
        Await.until("an incident is there", SOON, () -> command("explain", "last").code == 0);
        var story = command("explain", "last").out;
        assertTrue(story.contains("What set it off") && story.contains("local → broken"), story);
    }

    private void signsOut(RunningSystem system) throws Exception {
        Path kept = dir.resolve("waddleperf/login.json");
        String token = RunningSystem.json(Files.readString(kept)).at("/token").asText();
        assertEquals(0, command("logout").code);
        assertFalse(Files.exists(kept));
        assertEquals(
                401,
                system.requestAsItIs(HttpRequest.newBuilder(system.uri("/api/v1/me"))
                                .header("Authorization", "Bearer " + token)
                                .build())
                        .statusCode(),
                "the token is revoked");
    }

    private Ran command(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + CLI + "cli.jvmargs",
                "-jar",
                CLI + "cli.jar"));
        command.addAll(List.of(arguments));
        Path out = dir.resolve("out.txt");
        Path err = dir.resolve("err.txt");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("XDG_CONFIG_HOME", dir.toString());
        builder.environment().remove("WADDLEPERF_TOKEN");
        var process = builder.start();
        try {
            process.getOutputStream().close();
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> String.join(" ", command));
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }
}
