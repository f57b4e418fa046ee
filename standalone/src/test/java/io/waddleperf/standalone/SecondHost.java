package io.waddleperf.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Two machines on a cable, 10.1.0.1 and 10.1.0.2 (`far`), in network namespaces. Needs root, `unshare`,
/// `ip` and `curl`. All of it ends with the process that runs there.
final class SecondHost {
    private static final int END_SECONDS = 240;
    private static final String BUILD = """
            set -e
            mount -t tmpfs tmpfs /run
            ip link set lo up
            ip netns add far
            ip -n far link set lo up
            ip link add near type veth peer name there netns far
            ip address add 10.1.0.1/24 dev near
            ip -n far address add 10.1.0.2/24 dev there
            ip -n far link set there up
            ip link set near up
            tries=0
            until ip -o link show dev near | grep -q 'state UP'; do
                tries=$((tries + 1))
                test $tries -lt 200
                sleep 0.02
            done
            """;

    private SecondHost() {}

    /// Runs [JoinMain] on the first machine.
    static String joins(Path directory) throws Exception {
        return runs(JoinMain.class, directory);
    }

    /// Runs a program on the first machine.
    static String runs(Class<?> program, Path directory) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "a network namespace needs root");
        for (var needed : List.of("/usr/bin/unshare", "/usr/sbin/ip", "/usr/bin/curl")) {
            assumeTrue(Files.isExecutable(Path.of(needed)), needed + " is not installed");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -Xmx128m " + program.getName() + ' '
                + directory;
        var builder =
                new ProcessBuilder("unshare", "-nm", "sh", "-c", BUILD + "\nexec " + java).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = builder.start();
        try (var output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(END_SECONDS, TimeUnit.SECONDS), said);
            assertEquals(0, process.exitValue(), said);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
