package io.waddleperf.api.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalHostsTest {
    private static final LocalHosts LOOPBACK = LocalHosts.and(List.of());

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]", "[::1]:8080"})
    void admitsTheNamesOfThisMachine(String host) {
        assertTrue(LOOPBACK.isLocal(host));
        assertTrue(LOOPBACK.isLocalOrigin("http://" + host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080", "127.0.0.1@evil.example",
                "192.0.2.1", "0.0.0.0", "[::1].evil.example", "localhost:8080.evil.example", "::1"
            })
    void refusesAllOthers(String host) {
        assertFalse(LOOPBACK.isLocal(host));
        assertFalse(LOOPBACK.isLocalOrigin("http://" + host));
    }

    @Test
    void admitsTheNamesByWhichOthersAskThisMachine() {
        var hosts = LocalHosts.and(List.of("wp.example", "192.0.2.7", "2001:db8::7"));
        assertTrue(hosts.isLocal("WP.example:8080"));
        assertTrue(hosts.isLocal("192.0.2.7"));
        assertTrue(hosts.isLocalOrigin("https://[2001:db8::7]:8080"));
        assertTrue(hosts.isLocal("localhost"));
        assertFalse(hosts.isLocal("evil.wp.example"));
    }

    @Test
    void refusesAbsentHostsAndOpaqueOrigins() {
        assertFalse(LOOPBACK.isLocal(null));
        assertTrue(LOOPBACK.isLocalOrigin(null));
        assertFalse(LOOPBACK.isLocalOrigin("null"));
        assertFalse(LOOPBACK.isLocalOrigin("not a URI"));
    }
}
