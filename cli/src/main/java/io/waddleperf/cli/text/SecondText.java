package io.waddleperf.cli.text;

import io.waddleperf.contracts.MetricWords;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A second of a throughput or speed test in words.
public final class SecondText {
    private SecondText() {}

    /// `after 2 s: 941 Mbit/s there, 20 Mbit/s back`
    ///
    /// @param second as a test's status has it
    public static String words(Map<?, ?> second) {
        String rates = Stream.of(
                        rate(second, "forwardBitsPerSecond", "there"), rate(second, "backwardBitsPerSecond", "back"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return second.get("untilUs") instanceof Number until
                ? "after " + MetricWords.number("untilUs", until.doubleValue()) + ": " + rates
                : rates;
    }

    private static Optional<String> rate(Map<?, ?> second, String field, String way) {
        return second.get(field) instanceof Number value
                ? Optional.of(MetricWords.number(field, value.doubleValue()) + ' ' + way)
                : Optional.empty();
    }
}
