package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Require;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a secret is kept; read when it is needed, so that a changed file counts at once.
sealed interface Secret {
    /// An environment variable.
    record InEnvironment(String variable, Map<String, String> environment) implements Secret {
        @Override
        public String toString() {
            return "env:" + variable;
        }
    }

    /// A file's text without the white space at its end.
    record InFile(Path file) implements Secret {
        @Override
        public String toString() {
            return "file:" + file;
        }
    }

    /// Given as it is, as in `pagerduty://KEY`.
    record Literal(String value) implements Secret {
        @Override
        public String toString() {
            return "***";
        }
    }

    /// There is none.
    ///
    /// @param why in words
    record Missing(String why) implements Secret {}

    /// @param text `env:NAME` or `file:PATH`
    static Secret reference(String field, String text, Map<String, String> environment) {
        var secret = text.startsWith("env:")
                ? new InEnvironment(text.substring(4), environment)
                : new InFile(Path.of(text.startsWith("file:") ? text.substring(5) : ""));
        // the text itself may be a secret: it is not repeated
        Require.that(
                text.startsWith("env:") || text.startsWith("file:"),
                field,
                "what stands there",
                "must be env:NAME or file:PATH");
        try {
            secret.value();
        } catch (IOException e) {
            throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
        }
        return secret;
    }

    default String value() throws IOException {
        return switch (this) {
            case InEnvironment(var variable, var environment) -> {
                @Nullable String value = environment.get(variable);
                if (value == null || value.isEmpty()) {
                    throw new IOException("the environment variable " + variable + " is not set");
                }
                yield value;
            }
            case InFile(var file) -> {
                if (!Files.isReadable(file)) {
                    throw new IOException("the file " + file + " cannot be read");
                }
                yield Files.readString(file).stripTrailing();
            }
            case Literal(var value) -> value;
            case Missing(var why) -> throw new IOException(why);
        };
    }
}
