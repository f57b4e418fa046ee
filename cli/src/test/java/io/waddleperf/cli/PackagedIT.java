package io.waddleperf.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.TopicProvisioner;
import io.waddleperf.testkit.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `target/cli` as a process, as the script `waddleperf` starts it.
class PackagedIT {
    private static final String COMMAND = String.join(
            " ",
            "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
            "@target/cli/cli.jvmargs",
            "-jar",
            "target/cli/cli.jar");

    @Test
    void listsWithItsOwnLibrariesAndSaysNothingElse() throws Exception {
        String bootstrap = TestServers.kafka();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            TopicProvisioner.ensure(admin, 4, (short) 1);
        }
        var ran = shell(COMMAND + " dead-letters list --reader nobody --bootstrap " + bootstrap);
        assertEquals("0 dead letters\n0", ran);
    }

    @Test
    void endsWithTheCodeOfTheFailure() throws Exception {
        var ran = shell(COMMAND + " dead-letters list --data target/nobody-there");
        assertTrue(ran.startsWith("waddleperf: target/nobody-there/runtime.json is absent"), ran);
        assertTrue(ran.endsWith("\n3"), ran);
    }

    @Test
    void isSilentWhereItsReaderHasGone() throws Exception {
        var ran = shell("(" + COMMAND + " dead-letters list --help; echo $? >&2) | true");
        assertEquals("0\n0", ran);
    }

    /// The cache is refused by the JVM where it is not of this very jar.
    @Test
    void startsFromACacheOfItsClasses(@TempDir Path copy) throws Exception {
        String home = System.getProperty("java.home");
        var trained =
                shell("cp -rp target/cli/. '" + copy + "' && sh src/main/sh/train.sh '" + home + "' '" + copy + "'");
        assertEquals("0", trained);
        var ran = shell("cd '" + copy + "' && '" + Path.of(home, "bin", "java")
                + "' @cli.jvmargs -XX:AOTMode=on -XX:AOTCache=cli.aot -jar cli.jar doctor --data=nowhere -o json");
        assertTrue(ran.startsWith("{\"items\":[{\"state\":\"ok\",\"what\":\"java\""), ran);
        assertTrue(ran.endsWith("\n1"), ran);
    }

    /// @return what it wrote and its exit code
    private static String shell(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", command + "; printf %s $?")
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
