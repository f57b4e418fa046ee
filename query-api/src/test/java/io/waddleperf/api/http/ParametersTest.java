package io.waddleperf.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.contracts.Family;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ParametersTest {
    private static Parameters of(Map<String, String> query) {
        return new Parameters(field -> query.containsKey(field) ? List.of(query.getOrDefault(field, "")) : null);
    }

    @Test
    void readsWhatIsGivenAndTakesDefaultsForTheRest() {
        var query = of(Map.of("limit", "7", "from", "2026-11-23T03:42:00 01:00", "probe", "local", "family", "ipv6"));
        assertEquals(7, query.integer("limit", 100, 1, 1_000));
        assertEquals(100, query.integer("points", 100, 1, 1_000));
        assertEquals(Instant.parse("2026-11-23T02:42:00Z"), query.instant("from"));
        assertEquals("local", query.name("probe"));
        assertEquals(Family.IPV6, query.choice("family", Parameters.known(Family.values())));
        assertNull(query.name("target"));
        assertNull(query.integerOrNull("tier", 1, 3));
        query.check();
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        var query = of(Map.of("limit", "0", "from", "yesterday", "probe", "a b", "family", "unknown"));
        query.integer("limit", 100, 1, 1_000);
        query.instant("from");
        query.name("probe");
        query.choice("family", Parameters.known(Family.values()));
        query.required("check", query.name("check"));
        var errors = assertThrows(ProblemException.class, query::check).errors();
        assertEquals(
                List.of("limit", "from", "probe", "family", "check"),
                errors.stream().map(FieldError::field).toList());
        assertEquals(
                "must be a whole number from 1 to 1000, not 0",
                errors.getFirst().detail());
        assertEquals("must be one of ipv4, ipv6, not \"unknown\"", errors.get(3).detail());
    }

    @Test
    void takesAParameterSeveralTimesWhereItMay() {
        var query = new Parameters(field -> field.equals("n") ? List.of("1", "2") : null);
        assertEquals(List.of(1, 2), query.several("n", 2, Integer::valueOf));
        query.check();
        query.several("n", 1, Integer::valueOf);
        query.several("none", 2, Integer::valueOf);
        var errors = assertThrows(ProblemException.class, query::check).errors();
        assertEquals(
                List.of("n", "none"), errors.stream().map(FieldError::field).toList());
        assertEquals("must be given 1 to 1 times", errors.getFirst().detail());
    }

    @Test
    void refusesAParameterThatIsGivenTwice() {
        var query = new Parameters(_ -> List.of("1", "2"));
        query.integer("limit", 100, 1, 1_000);
        var errors = assertThrows(ProblemException.class, query::check).errors();
        assertEquals(List.of(new FieldError("limit", "must be given once, not 2 times")), errors);
    }
}
