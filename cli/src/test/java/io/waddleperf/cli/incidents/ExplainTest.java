package io.waddleperf.cli.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.FakeApi;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExplainTest {
    private static final String ID = "01234567-89ab-8def-8123-456789abcdef";
    private static final String INCIDENT = """
            {"id":"%s","revision":9,"state":"closed","openedAt":"2026-11-23T02:42:33.1Z",
             "updatedAt":"2026-11-23T03:44:00Z","closedAt":"2026-11-23T03:43:34Z",
             "scope":{"kind":"target","subject":"web","broken":1,"tested":2},
             "members":[{"probe":"fra-1","site":"fra","target":"web","state":"healthy","since":"2026-11-23T02:42:30Z",
              "recoveredAt":"2026-11-23T03:40:00Z"}],
             "sentence":"web is slow from 1 of 2 probes","severity":"warning","ruleVersion":"default-rtt@1",
             "chain":[
              {"at":"2026-11-23T02:42:31.5Z","kind":"confirmed","tier":1,"path":{"probe":"fra-1","target":"web"},
               "resultId":"r-1","text":"mean RTT 140 ms, bound 100 ms","breach":{"check":"ping","metric":"rttMeanUs",
               "value":140000,"bound":100000,"rule":"default-rtt","ruleVersion":1}},
              {"at":"2026-11-23T02:42:32Z","kind":"deepened","tier":2,"path":{"probe":"fra-1","target":"web"},
               "text":"tier 2 ordered"},
              {"at":"2026-11-23T02:42:40Z","kind":"found","tier":2,"path":{"probe":"fra-1","target":"web"},
               "resultId":"r-2","text":"12 hops, hop 5 is slow"},
              {"at":"2026-11-23T02:42:41Z","kind":"suppressed","tier":3,"path":{"probe":"fra-1","target":"web"},
               "text":"tier 3 would be due, budget of the site"},
              {"at":"2026-11-23T02:50:00Z","kind":"acknowledge","tier":1,"text":"on it","by":"ada"},
              {"at":"2026-11-23T02:51:00Z","kind":"assign","tier":1,"text":"to bob","by":"ada"},
              {"at":"2026-11-23T03:40:00Z","kind":"recovered","tier":1,"path":{"probe":"fra-1","target":"web"},
               "text":"well again"},
              {"at":"2026-11-23T03:43:34Z","kind":"closed","tier":1,"text":"all paths have been healthy since"}],
             "chainDropped":0,"acknowledgedBy":"ada","assignee":"bob","suppressed":2,"awaitsApproval":[],"simulated":false}""".formatted(ID);

    private FakeApi api;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
        api.answers("GET /api/v1/incidents/" + ID, 200, INCIDENT);
        api.answers("GET /api/v1/incidents/" + ID + "/results", 200, """
                {"items":[
                 {"id":"r-1","probe":"fra-1","target":"web","check":"ping","test":"ping","family":"ipv4","tier":1,
                  "startedAt":"2026-11-23T02:42:31.2Z","outcome":{"type":"measured"},"metrics":{"rttMeanUs":140000}},
                 {"id":"r-2","probe":"fra-1","target":"web","check":"traceroute","test":"traceroute","family":"ipv4",
                  "tier":2,"startedAt":"2026-11-23T02:42:39Z","outcome":{"type":"measured"},"metrics":{"hops":12}}],
                 "next":null}""");
        api.answers("GET /api/v1/run-events", 200, """
                {"items":[
                 {"id":"v-1","probe":"muc-1","kind":"suppressed","at":"2026-11-23T02:43:00Z","detail":"stands for it",
                  "subject":{"target":"web","tier":2,"incident":"%s"}},
                 {"id":"v-2","probe":"fra-1","kind":"missed","at":"2026-11-23T02:43:01Z","detail":"no ending within 30 s",
                  "subject":{"target":"web","tier":1}},
                 {"id":"v-3","probe":"ber-1","kind":"missed","at":"2026-11-23T02:43:02Z","detail":"of no path of it",
                  "subject":{"target":"web","tier":1}},
                 {"id":"v-4","probe":"fra-1","kind":"started","at":"2026-11-23T02:43:03Z","detail":"",
                  "subject":{"target":"web","tier":1}}],"next":null}""".formatted(ID));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void tellsTheWholeStory() {
        var ran = Cli.run("explain", api.option(), ID);
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals("""
                web is slow from 1 of 2 probes

                incident  01234567-89ab-8def-8123-456789abcdef, revision 9
                state     closed, warning, by rule default-rtt@1
                time      opened 2026-11-23T02:42:33Z, closed 2026-11-23T03:43:34Z (1 h 1 min)
                scope     target web: 1 of 2 tested paths
                taken by  ada
                assigned  to bob

                Paths
                  fra-1 → web  healthy since 2026-11-23T02:42:30Z, well since 2026-11-23T03:40:00Z

                What set it off
                  02:42:31.500  fra-1 → web  confirmed: mean RTT 140 ms, bound 100 ms [ping: mean RTT 140 ms, bound 100 ms, rule default-rtt@1]

                What tier 1 found
                  02:42:31.200  fra-1 → web  ping (ipv4): mean RTT 140 ms

                What tier 2 found
                  02:42:32.000  fra-1 → web  deepened: tier 2 ordered
                  02:42:40.000  fra-1 → web  found: 12 hops, hop 5 is slow

                What was not done
                  02:42:41.000  fra-1 → web  suppressed: tier 3 would be due, budget of the site
                  02:43:00.000  muc-1 → web  suppressed: stands for it
                  02:43:01.000  fra-1 → web  missed: no ending within 30 s
                  2 orders were withheld: this incident stands for their paths

                What people did
                  02:50:00.000  ada acknowledge: on it
                  02:51:00.000  ada assign: to bob

                How it went on
                  03:40:00.000  fra-1 → web  recovered: well again
                  03:43:34.000  closed: all paths have been healthy since
                """, ran.out());
        assertEquals(
                "GET /api/v1/run-events?from=2026-11-23T02%3A42%3A33.1Z&to=2026-11-23T03%3A43%3A34Z&target=web&limit=1000",
                api.questions().getLast());
    }

    @Test
    void findsItByTheStartOfItsId() {
        api.answers(
                "GET /api/v1/incidents", 200, "{\"items\":[{\"id\":\"" + ID + "\"},{\"id\":\"0fff\"}],\"next\":null}");
        assertEquals(Exit.OK, Cli.run("explain", api.option(), "0123").code());
        var unknown = Cli.run("explain", api.option(), "aaaa");
        assertEquals(Exit.WRONG_USE, unknown.code());
        assertTrue(unknown.err().contains("none of the newest 1000 incidents begins with aaaa"), unknown.err());
        assertTrue(Cli.run("explain", api.option(), "web").err().contains("named by its id, or by `last`"));
    }

    @Test
    void findsTheLastOne() {
        api.answers("GET /api/v1/incidents", 200, "{\"items\":[],\"next\":null}");
        assertTrue(Cli.run("explain", api.option(), "last").err().contains("there is no incident"));
    }

    @Test
    void givesProgramsAllOfIt() {
        var ran = Cli.run("explain", api.option(), ID, "-o", "yaml");
        assertTrue(ran.out().startsWith("---\nincident:\n  id: " + ID + "\n"), ran.out());
        assertTrue(ran.out().contains("\nresults:\n  - id: r-1\n"), ran.out());
        assertTrue(ran.out().contains("\nrunEvents:\n  - id: v-1\n"), ran.out());
    }
}
