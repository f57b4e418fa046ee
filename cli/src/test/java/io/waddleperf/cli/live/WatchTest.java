package io.waddleperf.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.FakeApi;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final String PATHS = """
            {"items":[{"probe":"fra-1","target":"nas","address":"192.0.2.7","state":"failing","load":1000,
             "reason":"tcp: refused","updatedAt":"2026-11-23T02:42:33.126456Z","pathState":"diagnosing",
             "incident":"i-1","checks":[]}],"next":"more",
             "summary":{"total":3,"failing":1,"breaching":0,"healthy":2,"stale":0,"unproven":0}}""";

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
    void showsThePathsAgainAndAgain() {
        api.answers("GET /api/v1/paths", 200, PATHS);
        var ran = Cli.run("watch", api.option(), "--count=2", "--every=200ms", "--state=failing", "--limit=1");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals(2, api.asked().size());
        assertEquals("GET /api/v1/paths?state=failing&limit=1", api.questions().getFirst());
        assertTrue(ran.out().contains("3 paths, 1 failing, 2 healthy; --limit shows more"), ran.out());
        assertTrue(ran.out().contains("fra-1  nas     failing  2026-11-23T02:42:33Z  tcp: refused"), ran.out());
        assertTrue(ran.out().indexOf('\u001b') < 0, "nothing is drawn over where it is no terminal");
    }

    @Test
    void aServerThatIsAwayForAMomentIsAskedAgain() {
        api.answers("GET /api/v1/paths", 503, "{\"detail\":\"the database does not answer\"}");
        api.answers("GET /api/v1/paths", 200, PATHS);
        var ran = Cli.run("watch", api.option(), "--count=2", "--every=200ms", "-o", "json");
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals(1, ran.out().lines().count());
        assertTrue(ran.err().contains("refused (503): the database does not answer"), ran.err());
    }

    @Test
    void endsWhereItIsAwayAtTheLastLook() {
        api.answers("GET /api/v1/paths", 503, "");
        assertEquals(Exit.NO_SERVER, Cli.run("watch", api.option(), "--count=1").code());
    }

    @Test
    void saysWhatIsAllowed() {
        assertTrue(Cli.run("watch", "--every=1ms").err().contains("--every must be 200ms or more"));
        assertTrue(Cli.run("watch", "--limit=0").err().contains("--limit must be 1 to 1000"));
        assertTrue(Cli.run("watch", "--state=ill").err().contains("--state must be one of failing"));
    }
}
