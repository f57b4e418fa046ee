package io.waddleperf.cli.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What needs no Kafka; `distribution/src/sh/try-services.sh` does the rest.
class ServicesTest {
    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"", "Node-2", "node 2", "node\"2", "-node", "ä"})
    void refusesANameThatIsNone(String name) {
        var said = Cli.run("services", "credentials", "--data=" + data, "--", name);
        assertEquals(Exit.WRONG_USE, said.code());
        assertTrue(said.err().contains("NAME must be 1 to 63 small letters"), said.err());
    }

    /// A dot would make the groups of one the beginning of another's.
    @ParameterizedTest
    @ValueSource(strings = {"", "shop.eu", "Shop", "-shop", "shop "})
    void refusesANameThatNoReaderHas(String name) {
        var said = Cli.run("services", "credentials", "--reading", "--data=" + data, "--", name);
        assertEquals(Exit.WRONG_USE, said.code());
        assertTrue(said.err().contains("NAME of a reader must be 1 to 63 small letters"), said.err());
    }

    @Test
    void refusesAReaderThatLetsProbesJoin() {
        var said = Cli.run("services", "credentials", "shop", "--reading", "--joining", "--data=" + data);
        assertEquals(Exit.WRONG_USE, said.code());
        assertTrue(said.err().contains("--joining is for a query-api"), said.err());
    }

    @Test
    void saysThatServicesNeedNoCredentialsWhereNobodyElseIsAnswered() throws IOException {
        Files.writeString(
                data.resolve("runtime.json"),
                "{\"kafka\":\"127.0.0.1:1\",\"pids\":{\"waddleperf\":"
                        + ProcessHandle.current().pid() + "}}");
        var said = Cli.run("services", "credentials", "node-2", "--data=" + data);
        assertEquals(Exit.WRONG_USE, said.code());
        assertTrue(said.err().contains("start it with --listen ADDRESS"), said.err());
        assertEquals("", said.out());
    }

    @Test
    void refusesCountsThatNoTopicHas() {
        var said = Cli.run("services", "topics", "--partitions=0", "--bootstrap=127.0.0.1:1");
        assertEquals(Exit.WRONG_USE, said.code());
        assertTrue(said.err().contains("--partitions must be 1 to 10000"), said.err());
    }

    @Test
    void namesItsCommands() {
        var said = Cli.run("services");
        assertEquals(Exit.WRONG_USE, said.code());
        assertTrue(said.err().contains("services needs one of credentials, revoke, topics"), said.err());
    }
}
