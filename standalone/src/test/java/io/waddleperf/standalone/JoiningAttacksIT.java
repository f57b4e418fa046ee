package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.waddleperf.contracts.JoinToken;
import io.waddleperf.embedded.FreePorts;
import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Joining where many ask at once, ask again, or ask while an admin takes it back; on the built system.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JoiningAttacksIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 6;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path dir;

    private final int port = FreePorts.next();
    private final int kafkaPort = FreePorts.next();
    private final int networkPort = FreePorts.next();

    @SuppressWarnings("NullAway.Init")
    private RunningSystem system;

    @BeforeAll
    void start() throws IOException {
        system = start(dir.resolve("data"), "127.0.0.1");
    }

    private RunningSystem start(Path data, String address) throws IOException {
        return RunningSystem.start(data, port, kafkaPort, "--listen=" + address, "--listen-kafka-port=" + networkPort)
                .ready();
    }

    @AfterAll
    void stop() throws IOException {
        system.close();
    }

    @Test
    @Order(1)
    void oneOfManyGetsInByAToken() throws Exception {
        String token = enrol("once");
        var answers = atOnce(AT_ONCE, () -> Joiner.random().join(system, token));
        long let = answers.stream().filter(status -> status == 200).count();
        assertEquals(1, let, answers::toString);
        assertTrue(answers.stream().allMatch(status -> status == 200 || status == 403 || status == 503));
        assertEquals(403, Joiner.random().join(system, token));
    }

    /// Its first question may still be on its way when it asks again.
    @Test
    @Order(2)
    void theSameProbeIsAnsweredHoweverOftenItAsks() throws Exception {
        String token = enrol("again");
        var joiner = Joiner.random();
        var answers = atOnce(AT_ONCE, () -> joiner.join(system, token));
        assertTrue(answers.stream().allMatch(status -> status == 200 || status == 503), answers::toString);
        assertEquals(200, joiner.join(system, token));
        awaitKafka(joiner, "again", true);
    }

    @Test
    @Order(3)
    void whoIsShutOutWhileItJoinsStaysOut() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String probe = "race-" + round;
            String token = enrol(probe);
            var joiner = Joiner.random();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var joining = threads.submit(() -> joiner.join(system, token));
                Await.until("it is known or refused", SOON, () -> joining.isDone() || isKnown(probe));
                assertEquals(204, revokeUntilDone(probe));
                int status = joining.get();
                assertTrue(status == 200 || status == 403 || status == 503, "status " + status);
            }
            awaitKafka(joiner, probe, false);
            assertFalse(isEnabled(probe), probe + " is given work");
            assertEquals(403, joiner.join(system, token));
            awaitKafka(joiner, probe, false);
        }
    }

    /// 409: both changed its keys at the same moment.
    private int revokeUntilDone(String probe) throws Exception {
        for (int attempt = 0; ; attempt++) {
            int status = revoke(probe);
            if (status != 409 || attempt == 5) {
                return status;
            }
        }
    }

    @Test
    @Order(4)
    void aLineThatGotIntoWrongHandsIsTakenBack() throws Exception {
        String token = enrol("leaked");
        assertTrue(pending().contains("leaked"), pending().toString());
        assertEquals(204, revoke("leaked"));
        assertFalse(pending().contains("leaked"));
        assertEquals(403, Joiner.random().join(system, token));
        assertEquals(404, revoke("leaked"), "there is nothing left of it");
    }

    @Test
    @Order(5)
    void aNameThatLooksLikeThatOfAProbeIsNone() throws Exception {
        var joiner = Joiner.random();
        assertEquals(200, joiner.join(system, enrol("fra-1")));
        for (String name : List.of("fra-1%20", "fra-1%C3%A4", "Fra-1", "fra-1%00", "fra_1", "fra-%31%20%20")) {
            assertEquals(404, revoke(name), name);
        }
        awaitKafka(joiner, "fra-1", true);
        assertTrue(isEnabled("fra-1"));
    }

    @Test
    @Order(6)
    void aRenewalThatWasOverheardIsWorthNothing() throws Exception {
        var first = Joiner.random();
        assertEquals(200, first.join(system, enrol("renews")));
        var second = Joiner.random();
        String overheard = first.renewal("renews", second);
        assertEquals(200, Joiner.renew(system, overheard));
        assertEquals(200, Joiner.renew(system, overheard), "a lost answer is asked for again");
        var third = Joiner.random();
        assertEquals(200, Joiner.renew(system, second.renewal("renews", third)));
        assertEquals(403, Joiner.renew(system, overheard));
        assertEquals(403, Joiner.renew(system, first.renewal("renews", Joiner.random())));
        awaitKafka(third, "renews", true);
        awaitKafka(second, "renews", false);
        assertEquals(204, revoke("renews"));
        assertEquals(403, Joiner.renew(system, third.renewal("renews", Joiner.random())));
        awaitKafka(third, "renews", false);
    }

    @Test
    @Order(7)
    void whoWasShutOutIsLetInAgainByANewLineOnly() throws Exception {
        var before = Joiner.random();
        String old = enrol("back");
        assertEquals(200, before.join(system, old));
        assertEquals(204, revoke("back"));
        assertEquals(403, before.join(system, old));
        var after = Joiner.random();
        assertEquals(200, after.join(system, enrol("back")));
        awaitKafka(after, "back", true);
        awaitKafka(before, "back", false);
        assertTrue(isEnabled("back"));
        assertTrue(identity("back").at("/revokedAt").isNull());
    }

    @Test
    @Order(8)
    void eachStepIsInTheAuditByWhomeverItWas() throws Exception {
        var actions = new ArrayList<String>();
        for (var entry : system.get("/api/v1/audit?subject=renews").at("/items")) {
            actions.add(entry.at("/action").asText() + " by " + entry.at("/who").asText());
            assertEquals("127.0.0.1", entry.at("/source").asText(), entry::toString);
        }
        assertEquals(
                List.of(
                        "probe.put by token:bootstrap",
                        "probe.revoke by token:bootstrap",
                        "probe.rotate by probe:renews",
                        "probe.rotate by probe:renews",
                        "probe.put by probe:renews",
                        "probe.join by probe:renews",
                        "probe.enrol by token:bootstrap"),
                actions);
        var leaked = system.get("/api/v1/audit?subject=leaked&action=probe.unenrol");
        assertEquals(1, leaked.at("/items/0/before/tokens").asInt());
        String all = system.get("/api/v1/audit?limit=1000").toString();
        assertFalse(all.contains("secret") || all.contains("password"), "the audit tells no secret");
    }

    /// The token of this machine's commands is lost, too.
    @Test
    @Order(9)
    void goesOnInAnotherPlaceAndUnderAnotherAddress() throws Exception {
        Path data = dir.resolve("data");
        Path moved = dir.resolve("moved");
        String lost = Files.readString(data.resolve("admin.token"));
        system.close();
        Files.move(data, moved);
        Files.delete(moved.resolve("admin.token"));
        system = start(moved, "127.0.0.2");
        assertTrue(system.output().contains("was https://127.0.0.1:" + port + " before"), system.output());
        assertNotEquals(lost, Files.readString(moved.resolve("admin.token")));
        var byOld =
                HttpRequest.newBuilder(system.uri("/api/v1/probes")).header("Authorization", "Bearer " + lost.strip());
        assertEquals(401, system.requestAsItIs(byOld.build()).statusCode());
        assertTrue(isEnabled("fra-1"));
        String token = enrol("fra-1");
        assertEquals("https://127.0.0.2:" + port, JoinToken.parse(token).url());
        var joiner = Joiner.random();
        assertEquals(200, joiner.join(system, token));
        Await.until(
                "a result of its own probe",
                SOON,
                () -> system.get("/api/v1/paths?probe=local")
                        .at("/items/0/state")
                        .asText()
                        .equals("healthy"));
    }

    private List<Integer> atOnce(int count, Callable<Integer> what) throws Exception {
        var futures = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(what));
            }
        }
        var answers = new ArrayList<Integer>();
        for (var future : futures) {
            answers.add(future.get());
        }
        return answers;
    }

    private String enrol(String probe) throws Exception {
        var answer = system.post("/api/v1/probe-enrolments", "{\"site\":\"fra\",\"probe\":\"" + probe + "\"}");
        assertEquals(201, answer.statusCode(), answer.body());
        return RunningSystem.json(answer.body()).at("/token").asText();
    }

    private int revoke(String probe) throws Exception {
        var request = HttpRequest.newBuilder(system.uri("/api/v1/probe-identities/" + probe))
                .DELETE()
                .build();
        return system.request(request).statusCode();
    }

    private List<String> pending() throws Exception {
        return system.get("/api/v1/probe-enrolments").at("/items").findValuesAsText("probe");
    }

    private boolean isKnown(String probe) throws Exception {
        return !identity(probe).isMissingNode();
    }

    private JsonNode identity(String probe) throws Exception {
        return item("/api/v1/probe-identities", "/probe", probe);
    }

    private boolean isEnabled(String probe) throws Exception {
        return item("/api/v1/probes", "/probe/id", probe).at("/probe/enabled").asBoolean();
    }

    private JsonNode item(String list, String field, String value) throws Exception {
        for (var item : system.get(list).at("/items")) {
            if (item.at(field).asText().equals(value)) {
                return item;
            }
        }
        return RunningSystem.json("{}").at("/none");
    }

    /// A broker hears of passwords and permissions a moment after they were taken.
    private void awaitKafka(Joiner joiner, String probe, boolean may) {
        Await.until(
                "Kafka lets " + probe + (may ? " in" : " in no more"),
                SOON,
                () -> joiner.mayTalkToKafka(networkPort, authority(), probe) == may);
    }

    private String authority() throws IOException {
        return Files.readString(system.authority());
    }
}
