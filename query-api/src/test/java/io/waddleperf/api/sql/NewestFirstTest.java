package io.waddleperf.api.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.MultiMap;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NewestFirstTest {
    private static final NewestFirst.Order ORDER = new NewestFirst.Order("things", "at", List.of("run_id", "id"));
    private static final String ID = "00000000-0000-0001-0000-000000000002";

    private static Parameters cursor(String text) {
        String cursor = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        var query = Parameters.of(MultiMap.caseInsensitiveMultiMap().add("cursor", cursor));
        NewestFirst.of(ORDER, query);
        return query;
    }

    @Test
    void goesOnAfterAPlaceOfItsOwnList() {
        cursor("things\n2026-11-23T02:42:00Z\n" + ID + "\n" + ID).check();
        var none = NewestFirst.of(ORDER, Parameters.of(MultiMap.caseInsensitiveMultiMap()));
        assertNull(none.after());
        assertEquals(100, none.limit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "others\n2026-11-23T02:42:00Z\n" + ID + "\n" + ID,
                "things\n2026-11-23T02:42:00Z\n" + ID,
                "things\n2026-11-23T02:42:00Z",
                "things\nyesterday\n" + ID + "\n" + ID,
                "things\n+1000000000-12-31T00:00:00Z\n" + ID + "\n" + ID,
                "things\n-0001-12-31T00:00:00Z\n" + ID + "\n" + ID
            })
    void refusesWhatIsNoPlaceOfItsList(String text) {
        var query = cursor(text);
        var errors = assertThrows(ProblemException.class, query::check).errors();
        assertEquals("cursor", errors.getFirst().field());
    }
}
