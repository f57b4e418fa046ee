package io.waddleperf.cli.schedules;

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

class WhyNotTest {
    private static final String NIGHT = "GET /api/v1/schedules/night/why-not";

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

    @Test
    void saysOfEachSeriesWhenItIsDueAndWhatIsInItsWay() {
        server.answers(NIGHT, 200, """
                {"schedule":"night","enabled":true,"complete":false,"items":[
                 {"probe":"fra-1","target":"nas","check":"ping","family":"ipv4","state":"held-up",
                  "nextSlot":"2026-11-24T02:30:00Z","reasons":[
                   {"code":"probe-silent","detail":"not heard of","advice":"start it"},
                   {"code":"refused","detail":"no","advice":"allow it"}]},
                 {"probe":"muc-1","target":null,"check":null,"family":null,"state":"not-due","nextSlot":null,
                  "reasons":[{"code":"no-such-probe","detail":"there is none","advice":"leave it out"}]},
                 {"probe":"ber-1","target":"nas","check":"ping","family":"ipv4","state":"due",
                  "nextSlot":"2026-11-24T02:30:01Z","reasons":[]}]}""");
        var ran = Cli.run("why-not", api, "night", "--probe=fra-1", "--target=a/b");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals(List.of(NIGHT + "?probe=fra-1&target=a%2Fb"), server.questions());
        assertEquals("""
                PROBE  TARGET  CHECK  FAMILY  STATE    NEXT SLOT             WHY NOT
                fra-1  nas     ping   ipv4    held-up  2026-11-24T02:30:00Z  probe-silent: not heard of; start it
                                                                             refused: no; allow it
                muc-1  -       -      -       not-due  -                     no-such-probe: there is none; leave it out
                ber-1  nas     ping   ipv4    due      2026-11-24T02:30:01Z  -
                """, ran.out());
        assertTrue(ran.err().contains("there are more"), ran.err());
    }

    @Test
    void saysThatThereIsNoSuchSchedule() {
        server.answers("GET /api/v1/schedules/none/why-not", 404, "{\"detail\":\"no schedule has the id none\"}");
        var ran = Cli.run("why-not", api, "none");
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("no schedule has the id none"), ran.err());
    }

    @Test
    void needsASchedule() {
        assertEquals(Exit.WRONG_USE, Cli.run("why-not", api).code());
    }
}
