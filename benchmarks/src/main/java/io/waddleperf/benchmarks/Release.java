package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A version as it is shipped, from a tree that `release.sh` has built: the unpacked tarballs of the services and of
/// the probe, each started by the script that an operator starts, with settings from the environment.
///
/// @param tree the folder with its `waddleperf`
record Release(Path tree, Version version) implements Programs {
    private static final String SERVICES = "query-api";
    private static final int COMMAND_SECONDS = 60;

    /// @throws IllegalArgumentException where the tree is not built
    static Release of(Path tree) throws IOException {
        var version = Version.parse(Files.readString(tree.resolve(".version")));
        var release = new Release(tree.toAbsolutePath().normalize(), version);
        if (!Files.isExecutable(release.program(SERVICES))) {
            throw new IllegalArgumentException(
                    release.program(SERVICES) + " is not there: benchmarks/release.sh " + tree + " builds it");
        }
        return release;
    }

    /// Only -Xmx is ours: the other flags are those that it is shipped with.
    @Override
    public Launch service(String module, String heap, Map<String, String> settings, Path state) {
        var options = new StringBuilder("-Xmx" + heap);
        settings.forEach(
                (key, value) -> options.append(" -D").append(key).append('=').append(value));
        return new Launch(
                List.of(program(module).toString()),
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS",
                        options.toString(),
                        "STATE_DIRECTORY",
                        state.toString()));
    }

    @Override
    public Launch probe(List<String> settings) {
        var command = new ArrayList<>(List.of(program("probe").toString()));
        command.addAll(settings);
        return new Launch(command, Map.of());
    }

    private Path program(String part) {
        return tree.resolve(
                "distribution/target/waddleperf-%s-%s/bin/waddleperf-%s".formatted(part, version.semantic(), part));
    }

    /// What `GET /version` of a service answers.
    String told(String module) {
        String build = version.build() == 0 ? "" : ",\"build\":" + version.build();
        return "{\"service\":\"%s\",\"version\":\"%s\"%s}".formatted(module, version.semantic(), build);
    }

    /// `waddleperf up`, without a look whether the tree was changed since it was built.
    List<String> up() {
        return List.of(
                ProbeJvm.java(),
                "@" + tree.resolve("standalone/target/standalone.jvmargs"),
                "-Dwaddleperf.probe.home=" + tree.resolve("probe-worker/target/probe"),
                "-jar",
                tree.resolve("standalone/target/quarkus-app/quarkus-run.jar").toString());
    }

    /// Runs a command of `waddleperf` that talks to a running system, to its end.
    ///
    /// @param output of it; what it complains of is told by the exception
    /// @throws IllegalStateException where it ends with another code than 0
    void run(Path output, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                ProbeJvm.java(),
                "@" + tree.resolve("cli/target/cli/cli.jvmargs"),
                "-jar",
                tree.resolve("cli/target/cli/cli.jar").toString()));
        command.addAll(List.of(words));
        var complaints = Files.createTempFile("waddleperf", ".err");
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(complaints.toFile())
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(List.of(words) + " has not ended after " + COMMAND_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("%s ended with %d: %s%s"
                        .formatted(
                                List.of(words),
                                process.exitValue(),
                                Files.readString(complaints),
                                Files.readString(output)));
            }
        } finally {
            Files.delete(complaints);
        }
    }

    @Override
    public String toString() {
        return version.toString();
    }
}
