package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.TextPattern;
import java.io.IOException;
import java.util.Optional;

/// Waits for what a step of a talk expects.
final class Cue {
    private Cue() {}

    /// @return what the step sends then, which may be nothing; empty where the server ends and no line of
    ///     it matched
    static Optional<String> reply(ScrapeModule.Work.Step step, Lines lines) throws IOException {
        if (step.expect().isEmpty()) {
            return Optional.of(step.send());
        }
        var compiled = TextPattern.compile("expect", step.expect());
        for (String line = lines.next(); line != null; line = lines.next()) {
            var matcher = compiled.matcher(line);
            if (matcher.find()) {
                return Optional.of(Expansion.of(step.send(), matcher));
            }
        }
        return Optional.empty();
    }
}
