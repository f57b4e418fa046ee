package io.waddleperf.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.fleet.Fleet;
import io.waddleperf.api.fleet.FleetChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FleetChangesTest {
    private final ArrayDeque<Fleet> fleets = new ArrayDeque<>();
    private final FleetChanges changes = new FleetChanges(fleets::remove);
    private final List<String> heard = new ArrayList<>();

    private static Fleet fleet(long version) {
        return new Fleet(version, Map.of(), Map.of(), Map.of());
    }

    private void hear(FleetChange change) {
        String json = change.json(Sight.ALL, null, null);
        heard.add(json.substring(0, json.indexOf(",\"states\"")));
    }

    @Test
    void goesOnWhereItWasToldLast() {
        fleets.addAll(List.of(fleet(5), fleet(7), fleet(7), fleet(9)));
        for (int i = 0; i < 4; i++) {
            assertTrue(changes.tell(this::hear));
        }
        assertEquals(
                List.of(
                        "{\"version\":5,\"from\":0,\"reset\":true",
                        "{\"version\":7,\"from\":5,\"reset\":false",
                        "{\"version\":9,\"from\":7,\"reset\":false"),
                heard);
    }

    @Test
    void beginsAnewAfterNobodyListened() {
        fleets.addAll(List.of(fleet(5), fleet(7)));
        changes.tell(this::hear);
        changes.forget();
        changes.tell(this::hear);
        assertTrue(heard.getLast().endsWith("\"reset\":true"), heard::toString);
    }

    @Test
    void oneAtATimeAndAfterAFailureAgain() {
        assertThrows(RuntimeException.class, () -> changes.tell(this::hear), "there is no fleet");
        fleets.addAll(List.of(fleet(5), fleet(7)));
        changes.tell(_ -> assertFalse(changes.tell(this::hear), "the time before is not over"));
        assertTrue(changes.tell(this::hear));
    }
}
