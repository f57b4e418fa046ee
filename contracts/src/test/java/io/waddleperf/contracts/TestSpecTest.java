package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which parameters exist.
class TestSpecTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    root     | -         | -            | user and secret must be given together, not only user
                    -        | key       | -            | user and secret must be given together, not only secret
                    root     | ../passwd | -            | secret must be
                    root     | .hidden   | -            | secret must be
                    a b      | key       | -            | user must be a login name, not a b
                    root     | key       | SHA256:short | hostKey must be a fingerprint
                    root     | key       | MD5:00:11    | hostKey must be a fingerprint
                    """)
    void refusesSshParametersThatMakeNoSense(String user, String secret, String hostKey, String message) {
        var refusal = assertThrows(
                IllegalArgumentException.class, () -> new SshSpec(null, user, secret, hostKey, 1, 1_000_000));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(message), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "probe_1", "DOMAIN\\user", "user@example.net"})
    void takesLoginNames(String user) {
        assertEquals(user, new SshSpec(22, user, "key", null, 0, 1_000_000).user());
    }

    @org.junit.jupiter.api.Test
    void refusesDnsParametersThatDoNotExist() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new DnsSpec("a.example", "A", null, 1_000_000, "quic", null, null));
        assertThrows(IllegalArgumentException.class, () -> new DnsExpectation("no code", null, null, null, null));
        assertThrows(IllegalArgumentException.class, () -> new DnsExpectation(null, List.of(""), null, null, null));
        assertThrows(IllegalArgumentException.class, () -> new DnsExpectation(null, null, null, -1L, null));
    }

    @org.junit.jupiter.api.Test
    void runsSshOnWhateverHasAnAddress() {
        var web = Endpoint.parse("https://example.net/");
        assertTrue(web.fits(SshSpec.DEFAULT));
        assertFalse(web.fits(Test.SSH)); // not by itself: a web server is no login server
        assertTrue(Endpoint.parse("192.0.2.1").fits(Test.SSH));
    }
}
