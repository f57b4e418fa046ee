package io.waddleperf.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A script of the tree, run by a test.
///
/// @param code what it ended with
/// @param out  its standard output
/// @param err  its standard error
record Script(int code, String out, String err) {
    private static final int LIMIT_SECONDS = 60;

    /// @param in          its standard input
    /// @param environment besides that of the test
    static Script run(Path script, String in, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(script.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        var said = Files.createTempDirectory("script");
        try {
            Files.writeString(said.resolve("in"), in);
            var builder = new ProcessBuilder(command)
                    .redirectInput(said.resolve("in").toFile())
                    .redirectOutput(said.resolve("out").toFile())
                    .redirectError(said.resolve("err").toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + LIMIT_SECONDS + " s");
            }
            return new Script(
                    process.exitValue(), Files.readString(said.resolve("out")), Files.readString(said.resolve("err")));
        } finally {
            for (String name : List.of("in", "out", "err")) {
                Files.deleteIfExists(said.resolve(name));
            }
            Files.delete(said);
        }
    }

    static Script run(Path script, String... arguments) throws IOException, InterruptedException {
        return run(script, "", Map.of(), arguments);
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
