package io.waddleperf.cli.documents;

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

class RepublishTest {
    private static final String REPUBLICATION = "POST /api/v1/system/republication";

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
    void saysWhatBecameOfEachTopic() {
        server.answers(REPUBLICATION, 200, """
                {"items":[{"topic":"waddleperf.targets","written":3,"removed":1,"unchanged":40},
                 {"topic":"waddleperf.probe-keys","written":0,"removed":0,"unchanged":7}],"next":null}""");
        var ran = Cli.run("republish", api);
        assertEquals(Exit.OK, ran.code(), ran.err());
        assertEquals(List.of(REPUBLICATION), server.questions());
        assertEquals("""
                TOPIC                  WRITTEN  REMOVED  UNCHANGED
                waddleperf.targets     3        1        40
                waddleperf.probe-keys  0        0        7
                """, ran.out());
    }

    @Test
    void aDryRunIsAskedForAsOne() {
        server.answers(REPUBLICATION, 200, "{\"items\":[],\"next\":null}");
        assertEquals(Exit.OK, Cli.run("republish", api, "--dry-run").code());
        assertEquals(List.of(REPUBLICATION + "?dryRun=true"), server.questions());
    }

    @Test
    void saysThatItIsForAdmins() {
        server.answers(REPUBLICATION, 403, "{\"detail\":\"it takes the role admin\"}");
        var ran = Cli.run("republish", api);
        assertEquals(Exit.NO_SERVER, ran.code());
        assertTrue(ran.err().contains("it takes the role admin"), ran.err());
    }
}
