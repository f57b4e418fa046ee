package io.waddleperf.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process without a broker: it starts, says what is wrong, and ends when told to.
class ProbeProcessTest {
    private static final Duration START = Duration.ofSeconds(30);
    private static final int SIGTERM_CODE = 143;

    @TempDir
    private Path directory;

    @Test
    void isReadyWithoutABrokerAndEndsInOrder() throws Exception {
        try (var probe = start()) {
            Await.until("the probe is ready", START, probe::ready);
            assertTrue(
                    probe.said()
                            .matches(
                                    "probe ready: id=local ping=\\S+( \\(.*\\))? responder=http://127\\.0\\.0\\.1:\\d+ udp=\\d+"),
                    probe::said);
            try (var second = start()) {
                assertEquals(3, second.exitCode(20));
                assertTrue(second.said().startsWith("probe: another probe uses "), second::said);
            }
            probe.terminate();
            assertEquals(SIGTERM_CODE, probe.exitCode(5));
        }
    }

    @Test
    void saysInOneLineWhatIsWrong() throws Exception {
        try (var probe = ProbeProcess.start("--probe-id=local", "--data=" + directory, "--bootstrap-servers=nowhere")) {
            assertEquals(2, probe.exitCode(20));
            assertEquals("probe: bootstrap-servers must be host:port[,host:port], not \"nowhere\"", probe.said());
        }
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var probe = start("--responder-http-port=" + taken.getLocalPort())) {
            assertEquals(3, probe.exitCode(20));
            assertTrue(
                    probe.said().startsWith("probe: the responder cannot listen on 127.0.0.1, HTTP port "),
                    probe::said);
        }
    }

    private ProbeProcess start(String... more) throws Exception {
        var all = new java.util.ArrayList<>(java.util.List.of(
                "--probe-id=local", "--bootstrap-servers=127.0.0.1:1", "--data=" + directory.resolve("data")));
        all.addAll(java.util.List.of(more));
        return ProbeProcess.start(all.toArray(String[]::new));
    }
}
