package io.waddleperf.cli;

import io.waddleperf.cli.Surroundings.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A command in this JVM, with what it wrote.
public final class Cli {
    private final int code;
    private final byte[] bytes;
    private final String err;

    private Cli(int code, byte[] bytes, String err) {
        this.code = code;
        this.bytes = bytes;
        this.err = err;
    }

    public static Cli run(String... arguments) {
        return run(Answer.NOBODY_THERE, arguments);
    }

    /// @param answer to whatever is asked
    public static Cli run(Answer answer, String... arguments) {
        return run(operator(answer, Map.of()), arguments);
    }

    /// Nobody is there, and nothing is piped in.
    ///
    /// @param environment without a home: no login of whoever runs the tests is found
    public static Operator operator(Answer answer, Map<String, String> environment) {
        var all = new HashMap<String, String>(Map.of("HOME", "target/nobody"));
        all.putAll(environment);
        return new Operator(
                _ -> answer,
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                new ByteArrayInputStream(new byte[0]),
                all,
                false);
    }

    public static Cli run(Operator operator, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings = surroundings(operator, out, err);
        int code = Main.commandLine(surroundings).execute(arguments);
        surroundings.out().flush();
        return new Cli(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    public static Surroundings surroundings(Operator operator, OutputStream out, OutputStream err) {
        return new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                InstantSource.system(),
                System::nanoTime,
                operator,
                new Stopping(Duration.ofSeconds(5)),
                new Random(1));
    }

    public int code() {
        return code;
    }

    public String err() {
        return err;
    }

    public byte[] bytes() {
        return bytes;
    }

    public String out() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public static Instant now() {
        return InstantSource.system().instant();
    }
}
