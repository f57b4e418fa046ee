package io.waddleperf.cli;

import io.waddleperf.cli.Surroundings.Question;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// Whoever started a command, and what they gave it besides its arguments.
///
/// @param question    asks whoever sits at the terminal
/// @param line        asks for a text
/// @param secret      asks for a text that is not shown
/// @param input       what is piped in
/// @param environment of the process
/// @param terminal    whether what is printed may be drawn over
public record Operator(
        Question question,
        Prompt line,
        Prompt secret,
        InputStream input,
        Map<String, String> environment,
        boolean terminal) {
    public Operator {
        environment = Map.copyOf(environment);
    }

    /// Asks for a text.
    @FunctionalInterface
    public interface Prompt {
        /// Empty where nobody is there.
        Optional<String> ask(String words);
    }

    /// Empty where it is absent or blank.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
