package io.waddleperf.cli.probes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.FakeApi;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private FakeApi server;
    private String api;

    @BeforeEach
    void start() throws IOException {
        server = new FakeApi();
        api = server.option();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// So that it can be copied, or piped to another machine.
    @Test
    void printsTheLineToPasteAndNothingElse() {
        server.answers(
                "POST /api/v1/probe-enrolments",
                201,
                "{\"probe\":\"fra-1\",\"token\":\"wpj1.AAAA\",\"command\":\"./waddleperf probe --join=wpj1.AAAA\","
                        + "\"expiresAt\":\"2026-11-23T03:42:33Z\"}");
        var ran = Cli.run("probes", "enrol", api, "--site=fra", "--tags=floor=2,lab", "--id=fra-1", "--expires=30m");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("./waddleperf probe --join=wpj1.AAAA\n", ran.out());
        assertTrue(ran.err().contains("becomes probe fra-1; it is good once, until 2026-11-23T03:42:33Z"), ran.err());
        assertEquals(
                List.of("{\"site\":\"fra\",\"labels\":{\"floor\":\"2\",\"lab\":\"true\"},"
                        + "\"expiresInS\":1800,\"probe\":\"fra-1\"}"),
                server.asked().stream().map(FakeApi.Asked::body).toList());
    }

    @Test
    void listsEachProbeWithHowItCameIn() {
        server.answers("GET /api/v1/probes", 200, """
                {"items":[
                 {"probe":{"id":"local","site":"local"},"state":"up","heartbeat":{"version":"0.1.0"}},
                 {"probe":{"id":"fra-1","site":"fra"},"state":"never-seen","heartbeat":null}],"next":null}""");
        server.answers("GET /api/v1/probe-identities", 200, """
                {"items":[{"probe":"fra-1","host":"pi","keyId":"ab","joinedAt":"2026-11-23T02:42:00Z",
                 "rotatedAt":"2026-11-24T02:42:00Z","revokedAt":null}],"next":null}""");
        var ran = Cli.run("probes", "list", api);
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("""
                PROBE  SITE   STATE       VERSION  HOST  JOINED                KEY SINCE             REVOKED
                local  local  up          0.1.0    -     -                     -                     -
                fra-1  fra    never-seen  -        pi    2026-11-23T02:42:00Z  2026-11-24T02:42:00Z  -
                """, ran.out());
    }

    @Test
    void shutsAProbeOut() {
        server.answers("DELETE /api/v1/probe-identities/fra-1", 204, "");
        var ran = Cli.run("probes", "revoke", api, "fra-1");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals(List.of("DELETE /api/v1/probe-identities/fra-1"), server.questions());
    }

    @Test
    void takesAProbesWorkAwayAndGivesItBack() {
        server.answers("PUT /api/v1/probes/fra-1/enabled", 200, "{\"id\":\"fra-1\"}");
        var drained = Cli.run("probes", "drain", api, "fra-1");
        assertEquals(Exit.OK, drained.code(), drained.err());
        assertTrue(drained.err().contains("`probes resume fra-1` gives it work again"), drained.err());
        assertEquals(Exit.OK, Cli.run("probes", "resume", api, "fra-1").code());
        assertEquals(
                List.of("{\"enabled\":false}", "{\"enabled\":true}"),
                server.asked().stream().map(FakeApi.Asked::body).toList());
    }

    @Test
    void saysWhyTheApiRefuses() {
        server.answers("DELETE /api/v1/probe-identities/nobody", 404, "{\"detail\":\"no probe nobody has joined\"}");
        var ran = Cli.run("probes", "revoke", api, "nobody");
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("refused (404): no probe nobody has joined"), ran.err());
    }

    @Test
    void saysThatTheApiIsNotReached() {
        server.close();
        var ran = Cli.run("probes", "list", api);
        assertEquals(Exit.NO_SERVER, ran.code());
        assertTrue(ran.err().contains("is not reached"), ran.err());
    }

    @Test
    void doesNotTakeAnythingForAnAnswer() {
        server.answers("POST /api/v1/probe-enrolments", 201, "<html>");
        var ran = Cli.run("probes", "enrol", api, "--site=fra");
        assertEquals(Exit.NO_SERVER, ran.code());
        assertTrue(ran.err().contains("does not answer in JSON"), ran.err());
    }
}
