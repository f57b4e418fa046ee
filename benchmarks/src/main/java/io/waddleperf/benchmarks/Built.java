package io.waddleperf.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the modules' builds leave in this checkout, with a JVM that is small and quick to start.
final class Built implements Programs {
    /// Each of them lives for minutes, on a machine that has them all.
    static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    @Override
    public Launch service(String module, String heap, Map<String, String> settings, Path state) {
        var command = new ArrayList<>(List.of(ProbeJvm.java(), "-Xmx" + heap));
        command.addAll(JVM);
        settings.forEach((key, value) -> command.add("-D" + key + '=' + value));
        command.addAll(List.of(
                "-jar",
                Path.of(module, "target", "quarkus-app", "quarkus-run.jar").toString()));
        return new Launch(command, Map.of());
    }

    @Override
    public Launch probe(List<String> settings) {
        var command = new ArrayList<>(List.of("-jar", ProbeJvm.jar().toString()));
        command.addAll(settings);
        return new Launch(ProbeJvm.command(command), Map.of());
    }
}
