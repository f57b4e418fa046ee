package io.waddleperf.api.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.Doubt;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Threshold;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThresholdDraftTest {
    private static Threshold read(String json) {
        return ThresholdDraft.read("r", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void confirmsTierOneByTestingAgainAndTakesADeeperTierAtItsWord() {
        assertEquals(
                new Threshold("r", true, Map.of(), "rttMeanUs", 1, 1, null, 2, 3, 3, Severity.WARNING, List.of(), 1),
                read("{\"metric\":\"rttMeanUs\",\"enter\":1,\"exit\":null}"));
        var deeper = read("{\"metric\":\"rttMeanUs\",\"enter\":1,\"tier\":2}");
        assertEquals(1, deeper.breaches());
        assertEquals(1, deeper.of());
        assertEquals(1, read("{\"metric\":\"rttMeanUs\",\"enter\":1,\"of\":1}").breaches());
    }

    @Test
    void readsAllThereIs() {
        assertEquals(
                new Threshold(
                        "r",
                        false,
                        Map.of("site", "fra", "probe.isp", "a"),
                        "unanswered",
                        3,
                        0.5,
                        0.25,
                        4,
                        5,
                        6,
                        Severity.CRITICAL,
                        List.of(Doubt.ISOLATED, Doubt.AUTONOMOUS),
                        1),
                read("{\"id\":\"r\",\"enabled\":false,\"match\":{\"site\":\"fra\",\"probe.isp\":\"a\"},"
                        + "\"metric\":\"unanswered\",\"tier\":3,\"enter\":0.5,\"exit\":0.25,\"breaches\":4,\"of\":5,"
                        + "\"clears\":6,\"severity\":\"critical\",\"countsAlso\":[\"isolated\",\"autonomous\"],"
                        + "\"version\":9,\"exitBound\":0.25,\"builtIn\":false,\"origin\":\"api\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                         | body
                    {"metric":"rttMeanUs","enter":1,"entre":2}                 | entre
                    {}                                                         | metric enter
                    {"metric":7,"enter":"1","enabled":1,"match":[],"tier":9}   | enabled match metric tier enter
                    {"metric":"rttMeanUs","enter":1,"match":{"site":7}}        | match.site
                    {"metric":"rttMeanUs","enter":1,"match":{"site":""}}       | match.site
                    {"metric":"rttMeanUs","enter":1,"match":{"rack":"a"}}      | match
                    {"metric":"rtt","enter":1}                                 | metric
                    {"metric":"rttMeanUs","enter":1e999}                       | enter
                    {"metric":"rttMeanUs","enter":-1}                          | enter
                    {"metric":"certificateDays","enter":7,"exit":-8}           | exit
                    {"metric":"rttMeanUs","enter":1,"exit":2}                  | exit
                    {"metric":"certificateDays","enter":7,"exit":5}            | exit
                    {"metric":"rttMeanUs","enter":1,"breaches":4}              | breaches
                    {"metric":"rttMeanUs","enter":1,"of":33,"clears":0}        | of clears
                    {"metric":"rttMeanUs","enter":1,"severity":"unknown"}      | severity
                    {"metric":"rttMeanUs","enter":1,"countsAlso":["isolated","shy"]} | countsAlso[1]
                    {"metric":"rttMeanUs","enter":1,"id":"other"}              | id
                    """)
    void saysWhichFieldIsWrong(String json, String fields) {
        var errors = assertThrows(ProblemException.class, () -> read(json)).errors();
        assertEquals(
                List.of(fields.split(" ")),
                errors.stream().map(FieldError::field).toList());
    }

    @Test
    void matchesOnThirtyTwoLabelsAtMost() {
        String labels = IntStream.rangeClosed(1, 33)
                .mapToObj(i -> "\"probe.l" + i + "\":\"x\"")
                .collect(Collectors.joining(","));
        String json = "{\"metric\":\"rttMeanUs\",\"enter\":1,\"match\":{" + labels + "}}";
        var errors = assertThrows(ProblemException.class, () -> read(json)).errors();
        assertEquals("match", errors.getFirst().field());
        assertEquals(32, read(json.replace(",\"probe.l33\":\"x\"", "")).match().size());
    }

    @Test
    void refusesIdsThatAreNoNamesOrHaveAPathOfTheirOwn() {
        byte[] rule = "{\"metric\":\"rttMeanUs\",\"enter\":1}".getBytes(StandardCharsets.UTF_8);
        for (String id : List.of("a b", "effective", "preview", "default-rtt")) {
            var errors = assertThrows(ProblemException.class, () -> ThresholdDraft.read(id, rule))
                    .errors();
            assertEquals("id", errors.getFirst().field());
        }
        assertEquals("draft", ThresholdDraft.readUnnamed(rule).id());
    }
}
