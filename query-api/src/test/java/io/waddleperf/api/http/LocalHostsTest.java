package io.waddleperf.api.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalHostsTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]", "[::1]:8080"})
    void admitsTheNamesOfThisMachine(String host) {
        assertTrue(LocalHosts.isLocal(host));
        assertTrue(LocalHosts.isLocalOrigin("http://" + host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080", "127.0.0.1@evil.example",
                "192.0.2.1", "0.0.0.0", "[::1].evil.example", "localhost:8080.evil.example", "::1"
            })
    void refusesAllOthers(String host) {
        assertFalse(LocalHosts.isLocal(host));
        assertFalse(LocalHosts.isLocalOrigin("http://" + host));
    }

    @Test
    void refusesAbsentHostsAndOpaqueOrigins() {
        assertFalse(LocalHosts.isLocal(null));
        assertTrue(LocalHosts.isLocalOrigin(null));
        assertFalse(LocalHosts.isLocalOrigin("null"));
        assertFalse(LocalHosts.isLocalOrigin("not a URI"));
    }
}
