package io.waddleperf.cli.text;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.MetricWords;
import io.waddleperf.contracts.TestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A result as the API tells it, in words with numbers.
public final class ResultText {
    private static final int NUMBERS = 3;

    private ResultText() {}

    /// What came of it: the first numbers of its kind of test, or why there are none.
    public static String words(Map<?, ?> result) {
        var outcome = Fields.map(result, "outcome");
        return switch (Fields.text(outcome, "type")) {
            case "measured" -> numbers(result);
            case "failed" -> Fields.text(outcome, Fields.text(outcome, "detail").equals("-") ? "failure" : "detail");
            case "timed-out" ->
                outcome.get("afterUs") instanceof Number after
                        ? "no answer within " + MetricWords.number("afterUs", after.doubleValue())
                        : "no answer in time";
            case "refused", "unsupported" -> Fields.text(outcome, "reason");
            default -> Fields.text(outcome, "type");
        };
    }

    private static String numbers(Map<?, ?> result) {
        var metrics = Fields.map(result, "metrics");
        var words = new ArrayList<String>();
        for (String metric : telling(result)) {
            if (metrics.get(metric) instanceof Number value && words.size() < NUMBERS) {
                words.add(MetricWords.name(metric) + ' ' + MetricWords.number(metric, value.doubleValue()));
            }
        }
        return words.isEmpty() ? "measured" : String.join(", ", words);
    }

    /// Those of the kind's chart, in its order; of a kind that is not known here whatever is there.
    private static List<String> telling(Map<?, ?> result) {
        String test = Fields.text(result, "test");
        return TestKind.all().stream()
                .filter(kind -> kind.test().wireName().equals(test))
                .findFirst()
                .map(kind ->
                        kind.chart().metrics().stream().map(Metric::wireName).toList())
                .orElseGet(() -> Fields.map(result, "metrics").keySet().stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList());
    }
}
