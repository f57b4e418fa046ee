package io.waddleperf.standalone;

import io.waddleperf.embedded.ChildWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How the probe is started: a JVM of its own, from its own folder of jars.
final class ProbeProcess {
    /// Where the build puts it, told by the launcher; in the source tree otherwise.
    private static final String HOME_PROPERTY = "waddleperf.probe.home";

    private static final Duration GRACE = Duration.ofSeconds(2);
    /// Of the whole bound, for results that Kafka has not taken yet.
    private static final int SPOOL_SHARE = 10;
    private static final long MOST_SPOOL_MIB = 256;

    private ProbeProcess() {}

    /// What is said to the probe besides.
    ///
    /// @param jvm      options of its JVM
    /// @param settings its own
    record Extra(List<String> jvm, List<String> settings) {
        static final Extra NONE = new Extra(List.of(), List.of());
    }

    /// @throws StartException where the probe is not built
    static ChildWatch start(RuntimeFile runtime, DataDirectory dir, long maxDiskBytes, Extra extra) {
        Path home = Path.of(System.getProperty(HOME_PROPERTY, "probe-worker/target/probe"))
                .toAbsolutePath();
        Path jar = home.resolve("probe-worker.jar");
        if (!Files.exists(jar)) {
            throw new StartException(jar + " is absent; build it with `./waddleperf build`");
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home.resolve("probe.jvmargs")));
        command.addAll(extra.jvm());
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--probe-id=" + Watchlist.PROBE,
                "--bootstrap-servers=127.0.0.1:" + runtime.kafka(),
                "--partitions=" + Servers.PARTITIONS,
                "--data=" + dir.probe(),
                "--spool-limit-mib=" + Math.min(MOST_SPOOL_MIB, (maxDiskBytes >> 20) / SPOOL_SHARE),
                "--allow-loopback=true",
                "--responder-http-port=" + runtime.responderHttp(),
                "--responder-udp-port=" + runtime.responderUdp(),
                "--responder-speed-port=" + runtime.responderSpeed()));
        command.addAll(extra.settings());
        return ChildWatch.start(command, Map.of(), dir.log("probe"), GRACE);
    }
}
