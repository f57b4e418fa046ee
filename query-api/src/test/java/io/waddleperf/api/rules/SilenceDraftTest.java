package io.waddleperf.api.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.Silence;
import io.waddleperf.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SilenceDraftTest {
    private static final Instant NOW = Samples.AT;
    private static final String MATCH = "\"match\":{\"site\":\"fra\"}";

    private static Silence read(String json, Optional<Silence> before) {
        return SilenceDraft.read("s", json.getBytes(StandardCharsets.UTF_8), NOW, before, "api");
    }

    private static String until(Instant endsAt) {
        return "{" + MATCH + ",\"endsAt\":\"" + endsAt + "\"}";
    }

    private static List<String> wrong(String json, Optional<Silence> before) {
        return assertThrows(ProblemException.class, () -> read(json, before)).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private static Instant in(int minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }

    private static Optional<Silence> stored(int begin, int end) {
        var first = read(until(in(60)), Optional.empty());
        return Optional.of(new Silence(
                "s", first.kind(), first.match(), in(begin), in(end), first.comment(), first.createdBy(), 3));
    }

    @Test
    void beginsNowWhereNothingElseIsSaid() {
        assertEquals(NOW, read(until(in(60)), Optional.empty()).startsAt());
    }

    @Test
    void aNewOneMustNotBeOverAlready() {
        String past = "{" + MATCH + ",\"startsAt\":\"2020-01-01T00:00:00Z\",\"endsAt\":\"2020-01-02T00:00:00Z\"}";
        assertEquals(List.of("endsAt"), wrong(past, Optional.empty()));
        assertEquals(
                Instant.parse("2020-01-02T00:00:00Z"),
                read(past, stored(-60, 60)).endsAt(),
                "this ends one");
    }

    @Test
    void oneThatGoesOnKeepsItsBegin() {
        assertEquals(in(-60), read(until(in(90)), stored(-60, 60)).startsAt());
        assertEquals(in(30), read(until(in(90)), stored(30, 60)).startsAt());
        assertEquals(NOW, read(until(in(90)), stored(-60, -30)).startsAt(), "it was over");
    }

    @Test
    void matchesOnThirtyTwoLabelsAtMost() {
        String labels = IntStream.rangeClosed(1, 33)
                .mapToObj(i -> "\"probe.l" + i + "\":\"x\"")
                .collect(Collectors.joining(","));
        String json = "{\"match\":{" + labels + "},\"endsAt\":\"" + in(60) + "\"}";
        assertEquals(List.of("match"), wrong(json, Optional.empty()));
        String fewer = json.replace(",\"probe.l33\":\"x\"", "");
        assertEquals(32, read(fewer, Optional.empty()).match().size());
    }
}
