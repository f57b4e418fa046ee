package io.waddleperf.api.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.access.AccessRules.Found;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessRulesTest {
    @Test
    void findsWhatAnOperationAsks() {
        assertEquals(new Found.Operation(Need.VIEWER), AccessRules.find("GET", "/api/v1/paths"));
        assertEquals(new Found.Operation(Need.VIEWER), AccessRules.find("HEAD", "/api/v1/paths/"));
        assertEquals(new Found.Operation(Need.ADMIN), AccessRules.find("DELETE", "/api/v1/users/ada"));
        assertEquals(new Found.Operation(Need.NOTHING), AccessRules.find("GET", "/assets/index.js"));
        assertEquals(
                new Found.OtherMethods(Set.of("DELETE", "GET", "PUT")),
                AccessRules.find("POST", "/api/v1/silences/night"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/v1",
                "/api/v2/paths",
                "/api/v1/paths;a=b",
                "/api;a/v1/paths",
                "/api/v1/users/a/b",
                "/metrics",
                "/metrics/",
                "/q",
                "/q/dev"
            })
    void whatHasNoLineIsServedToNobody(String path) {
        assertInstanceOf(Found.Nothing.class, AccessRules.find("GET", path));
    }

    @Test
    void aBoundedScopeIsNoViewOfAll() {
        var scope = new Scope(List.of("fra"), Map.of());
        var bounded = new Caller("ada", "ada", Caller.Via.SESSION, null, Role.MAINTAINER, List.of(scope), false, "");
        assertTrue(Need.MAINTAINER.isMetBy(bounded));
        assertFalse(Need.VIEWER_OF_ALL.isMetBy(bounded));
        assertFalse(Need.MAINTAINER_OF_ALL.isMetBy(bounded));
        assertFalse(Need.ADMIN.isMetBy(bounded));
        assertTrue(Need.ADMIN.isMetBy(Caller.localOperator("")));
    }
}
