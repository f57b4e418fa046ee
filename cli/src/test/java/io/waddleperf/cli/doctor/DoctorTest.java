package io.waddleperf.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.FakeApi;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.Surroundings.Answer;
import io.waddleperf.cli.api.Api;
import io.waddleperf.cli.text.Fields;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final String HEALTH = "{\"status\":\"UP\",\"checks\":[{\"name\":\"kafka\",\"status\":\"UP\"}]}";
    private static final String ME =
            "{\"name\":\"ada\",\"via\":\"token\",\"role\":\"%s\",\"scopes\":[],\"mustChangePassword\":%s}";

    @TempDir
    Path dir;

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
    void isContentWhereAllIsWell() {
        server(HEALTH, 200, ME.formatted("maintainer", false));
        assertEquals(List.of("ok reached", "ok clock", "ok health", "ok rights"), states(checks(Duration.ZERO)));
    }

    @Test
    void saysWhoseClockIsWhere() {
        server(HEALTH, 200, ME.formatted("maintainer", false));
        var clock = checks(Duration.ofHours(-1)).get(1);
        assertEquals(Finding.State.warn, clock.state());
        assertTrue(clock.words().matches("this machine is (3599|36..) s behind the server"), clock.words());
        assertTrue(clock.advice().contains("NTP"), clock.advice());
    }

    @Test
    void namesWhatTheServerLacks() {
        server("""
                {"status":"DOWN","checks":[{"name":"kafka","status":"UP"},
                 {"name":"database","status":"DOWN","data":{"reason":"no answer"}}]}""", 503, ME.formatted("admin", false));
        var health = checks(Duration.ZERO).get(2);
        assertEquals(Finding.State.fail, health.state());
        assertEquals("database is down: reason=no answer", health.words());
    }

    @Test
    void saysWhatTheCallerMayNot() {
        server(HEALTH, 200, ME.formatted("viewer", false));
        assertEquals(Finding.State.warn, checks(Duration.ZERO).getLast().state());
        api.answers("GET /api/v1/me", 200, ME.formatted("admin", true));
        var _ = checks(Duration.ZERO);
        assertTrue(checks(Duration.ZERO).getLast().words().contains("must be changed first"));
        api.answers("GET /api/v1/me", 401, "{\"detail\":\"the token is over\"}");
        var _ = checks(Duration.ZERO);
        var over = checks(Duration.ZERO).getLast();
        assertEquals(Finding.State.fail, over.state());
        assertTrue(over.words().contains("the token is over"), over.words());
        assertTrue(over.advice().contains("./waddleperf login --api " + api.url()), over.advice());
    }

    @Test
    void endsWithOneWhereSomethingFails() throws IOException {
        Path login = dir.resolve("waddleperf/login.json");
        Files.createDirectories(login.getParent());
        Files.writeString(login, "{\"url\":\"" + api.url() + "\",\"token\":\"wpt_a\"}");
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-r--r--"));
        api.answers("GET /q/health", 200, HEALTH).answers("GET /api/v1/me", 200, ME.formatted("admin", false));
        var ran = Cli.run(
                Cli.operator(Answer.NOBODY_THERE, Map.of("XDG_CONFIG_HOME", dir.toString())), "doctor", "-o", "json");
        assertEquals(Exit.NOT_ALL_DONE, ran.code(), ran.err());
        var failed = Fields.items(Json.MAPPER.fromJsonObject(ran.out()), "items").stream()
                .filter(item -> "fail".equals(item.get("state")))
                .toList();
        assertEquals(1, failed.size());
        assertEquals("chmod 600 " + login, failed.getFirst().get("advice"));
    }

    @Test
    void saysWhereToLookWhereNothingRuns() {
        var ran = Cli.run("doctor", "--data=target/nobody-there");
        assertEquals(Exit.NOT_ALL_DONE, ran.code());
        assertTrue(ran.out().contains("fail   address"), ran.out());
    }

    @Test
    void knowsWhatAProbeMayDo() throws IOException {
        machine("0000000000002000", "1000", "1\t0", "1048576");
        assertEquals(List.of("ok java", "ok icmp", "ok capture", "ok files"), states(new MachineChecks(dir).all()));
        machine("0000000000000000", "1000", "0\t2147483647", "unlimited");
        assertEquals(List.of("ok java", "ok icmp", "warn capture", "ok files"), states(new MachineChecks(dir).all()));
        machine("0000000000000000", "1000", "1\t0", "1024");
        var findings = new MachineChecks(dir).all();
        assertEquals(List.of("ok java", "warn icmp", "warn capture", "warn files"), states(findings));
        assertTrue(
                findings.get(1).advice().contains("net.ipv4.ping_group_range"),
                findings.get(1).advice());
        assertEquals(List.of("ok java", "warn icmp"), states(new MachineChecks(dir.resolve("nowhere")).all()));
    }

    /// It says itself what time it is, as the JDK's server does.
    private void server(String health, int status, String me) {
        api.answers("GET /q/health", status, health).answers("GET /api/v1/me", 200, me);
    }

    /// @param ahead of the server's clock
    private List<Finding> checks(Duration ahead) {
        InstantSource clock = InstantSource.offset(InstantSource.system(), ahead);
        return new ServerChecks(new Api(URI.create(api.url()), Optional.empty(), Optional.empty()), clock).all();
    }

    private static List<String> states(List<Finding> findings) {
        return findings.stream().map(one -> one.state() + " " + one.what()).toList();
    }

    private void machine(String capabilities, String group, String range, String files) throws IOException {
        Files.createDirectories(dir.resolve("self"));
        Files.createDirectories(dir.resolve("sys/net/ipv4"));
        Files.writeString(dir.resolve("self/status"), """
                Name:	java
                Gid:	%s	%1$s	%1$s	%1$s
                Groups:	27
                CapEff:	%s
                """.formatted(group, capabilities));
        Files.writeString(dir.resolve("sys/net/ipv4/ping_group_range"), range + "\n");
        Files.writeString(dir.resolve("self/limits"), "Max open files            " + files + "     1048576    files\n");
    }
}
