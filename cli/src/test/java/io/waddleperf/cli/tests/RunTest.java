package io.waddleperf.cli.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.FakeApi;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final String STATUS = """
            {"test_id":"t-1","status":"running","requestedAt":"2026-11-23T02:42:33Z",
             "expiresAt":"2026-11-23T02:43:33Z",
             "probes":{"total":2,"waiting":0,"running":0,"completed":1,"failed":1,"refused":0,"unanswered":0},
             "commands":[
              {"commandId":"c-1","probe":"fra-1","check":"ping","family":"ipv4","status":"done","detail":"",
               "ending":"completed","result":{"id":"r-1","test":"ping","outcome":{"type":"measured"},
               "metrics":{"rttMeanUs":1500,"rttP95Us":2000,"lossRatio":0}}},
              {"commandId":"c-2","probe":"muc-1","check":"ping","family":"ipv4","status":"done","detail":"",
               "ending":%s,"result":%s}]}""";
    private static final String FAILED = STATUS.formatted(
            "\"failed\"",
            "{\"id\":\"r-2\",\"test\":\"ping\",\"outcome\":{\"type\":\"timed-out\",\"afterUs\":1000000}}");
    private static final String PATH = "GET /api/v1/tests/t-1/status";

    private FakeApi api;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
        api.answers("POST /api/v1/tests/run", 202, "{\"test_id\":\"t-1\",\"status\":\"queued\"}");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void followsTheOrderAndEndsWithOneWhereATestFailed() {
        api.answers(PATH, 200, STATUS.formatted("null", "null"));
        api.answers(PATH, 503, "");
        api.answers(PATH, 200, FAILED);
        var ran = Cli.run(
                "run", api.option(), "nas", "--probes=fra-1,muc-1", "--checks=ping", "--spec={\"type\":\"tcp\"}");
        assertEquals(Exit.NOT_ALL_DONE, ran.code(), ran.err());
        assertEquals("""
                PROBE  CHECK  FAMILY  ENDING     WHAT
                fra-1  ping   ipv4    completed  mean RTT 1.50 ms, 95th percentile of RTT 2 ms, loss 0 %
                muc-1  ping   ipv4    failed     no answer within 1 s
                """, ran.out());
        assertTrue(ran.err().contains("of 2 probes 1 completed, 1 failed, 0 refused, 0 unanswered"), ran.err());
        var order = api.asked().getFirst();
        assertEquals(
                "{\"probes\":[\"fra-1\",\"muc-1\"],\"target\":\"nas\",\"checks\":[\"ping\",{\"spec\":{\"type\":\"tcp\"}}]}",
                order.body());
        assertTrue(String.valueOf(order.headers().get("idempotency-key")).matches("[0-9a-f-]{36}"));
    }

    @Test
    void saysWhatEachSecondCarriesOnce() {
        String first = "null,\"seen\":{\"fromUs\":0,\"untilUs\":1000000,\"forwardBitsPerSecond\":941000000}";
        String second = "null,\"seen\":{\"fromUs\":1000000,\"untilUs\":2000000,\"forwardBitsPerSecond\":12345678.9,"
                + "\"backwardBitsPerSecond\":1000000}";
        api.answers(PATH, 200, STATUS.formatted("null", first));
        api.answers(PATH, 200, STATUS.formatted("null", first));
        api.answers(PATH, 200, STATUS.formatted("null", second));
        api.answers(PATH, 200, STATUS.formatted("\"completed\"", "null,\"seen\":null"));
        var ran = Cli.run("run", api.option(), "nas", "--probes=fra-1,muc-1");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertTrue(ran.err().contains("""
                muc-1  ping  after 1 s: 941 Mbit/s there
                muc-1  ping  after 2 s: 12.3 Mbit/s there, 1 Mbit/s back
                """), ran.err());
    }

    @Test
    void endsWithZeroWhereAllIsWell() {
        api.answers(PATH, 200, STATUS.formatted("\"completed\"", "null"));
        var ran = Cli.run("run", api.option(), "nas", "--match=site=fra", "--families=ipv6", "-o", "json");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertTrue(ran.out().startsWith("{\"test_id\":\"t-1\""), ran.out());
        assertEquals(
                "{\"match\":{\"site\":\"fra\"},\"target\":\"nas\",\"families\":[\"ipv6\"],\"checks\":[\"ping\"]}",
                api.asked().getFirst().body());
    }

    @Test
    void takesTheOnlyProbeThereIs() {
        api.answers("GET /api/v1/probes", 200, probes("local"));
        var ran = Cli.run("run", api.option(), "192.0.2.7", "--no-wait");
        assertEquals("t-1\n", ran.out(), ran.err());
        assertTrue(api.asked().getLast().body().contains("\"probes\":[\"local\"]"));
    }

    @Test
    void wantsToKnowWhichOfSeveralProbes() {
        api.answers("GET /api/v1/probes", 200, probes("fra-1", "muc-1"));
        var ran = Cli.run("run", api.option(), "192.0.2.7");
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("there are 2 probes"), ran.err());
        assertTrue(ran.err().contains("fra-1, muc-1"), ran.err());
    }

    @Test
    void saysEachThingThatIsWrong() throws IOException {
        api.close();
        api = new FakeApi().answers("POST /api/v1/tests/run", 400, """
                        {"title":"The request is not valid","detail":"both","errors":[
                         {"field":"checks[0].spec.count","detail":"must be 1 to 1000, not 0"},
                         {"field":"checks[1].spec.protocol","detail":"must be tcp or udp, not sctp"}]}""");
        var ran = Cli.run("run", api.option(), "nas", "--probes=fra-1");
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("""
                refused (400): The request is not valid
                  checks[0].spec.count: must be 1 to 1000, not 0
                  checks[1].spec.protocol: must be tcp or udp, not sctp
                """), ran.err());
    }

    @Test
    void refusesWhatIsNoJson() {
        var ran = Cli.run("run", api.option(), "nas", "--probes=fra-1", "--spec=ping");
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("--spec must be an object of JSON"), ran.err());
    }

    private static String probes(String... ids) {
        var items = Stream.of(ids)
                .map(id -> "{\"probe\":{\"id\":\"" + id + "\",\"enabled\":true}}")
                .toList();
        return "{\"items\":[" + String.join(",", items) + "]}";
    }
}
