package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.probe.measure.Sight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordRulesTest {
    private static final List<String> NONE = List.of();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            never  | a     | a record of the section answer matches a
            never  | b c   |
            never  |       |
            all    | a ab  |
            all    | a b   | not all records of the section answer match a
            all    |       |
            always | a ab  |
            always | a b   | not each record of the section answer matches a
            always |       | not each record of the section answer matches a
            some   | b ab  |
            some   | b c   | no record of the section answer matches a
            some   |       | no record of the section answer matches a
            """)
    void wantRecordsThatMatchAnA(String rule, String records, String complaint) {
        var a = List.of("a");
        var rules = switch (rule) {
            case "never" -> new RecordRules(a, NONE, NONE, NONE);
            case "all" -> new RecordRules(NONE, a, NONE, NONE);
            case "always" -> new RecordRules(NONE, NONE, a, NONE);
            default -> new RecordRules(NONE, NONE, NONE, a);
        };
        var answer = records == null ? NONE : List.of(records.split(" ", -1));
        assertEquals(
                Optional.ofNullable(complaint),
                new RecordRules.Sections(rules, RecordRules.NONE, RecordRules.NONE)
                        .complaint(new Sight.Records(answer, List.of("a"), List.of("b"))));
    }
}
