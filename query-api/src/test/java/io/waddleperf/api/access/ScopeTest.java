package io.waddleperf.api.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScopeTest {
    private static final Scope FRA = new Scope(List.of("fra", "ber"), Map.of("team", "a"));

    @Test
    void coversProbesOfAnyOfItsSitesWithAllOfItsTags() {
        assertTrue(FRA.covers("fra", Map.of("team", "a", "floor", "2")));
        assertTrue(FRA.covers("ber", Map.of("team", "a")));
        assertFalse(FRA.covers("lon", Map.of("team", "a")));
        assertFalse(FRA.covers("fra", Map.of("team", "b")));
        assertFalse(FRA.covers("fra", Map.of()));
        assertTrue(Scope.ALL.covers("anywhere", Map.of()));
    }

    @Test
    void includesWhatCanOnlyCoverLess() {
        assertTrue(FRA.includes(FRA));
        assertTrue(FRA.includes(new Scope(List.of("fra"), Map.of("team", "a", "floor", "2"))));
        assertFalse(FRA.includes(Scope.ALL));
        assertFalse(FRA.includes(new Scope(List.of("fra", "lon"), Map.of("team", "a"))));
        assertFalse(FRA.includes(new Scope(List.of("fra"), Map.of())));
        assertFalse(FRA.includes(new Scope(List.of(), Map.of("team", "a"))));
        assertTrue(Scope.ALL.includes(FRA));
    }

    @Test
    void isStoredAsItIs() {
        assertEquals(FRA, Scope.of(FRA.json()));
        assertEquals(Scope.ALL, Scope.of(Scope.ALL.json()));
        assertThrows(IllegalStateException.class, () -> Scope.of("no scope"));
    }

    @Test
    void rightsAreHandedOnOnlyWithinOnesOwn() {
        var caller = new Caller("ada", "ada", Caller.Via.SESSION, null, Role.MAINTAINER, List.of(FRA), false, "");
        assertTrue(caller.mayGrant(Role.VIEWER, FRA));
        assertFalse(caller.mayGrant(Role.ADMIN, FRA));
        assertFalse(caller.mayGrant(Role.VIEWER, Scope.ALL));
        assertTrue(Caller.localOperator("").mayGrant(Role.ADMIN, Scope.ALL));
    }
}
