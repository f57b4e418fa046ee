package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTokenTest {
    private static final JoinToken TOKEN =
            new JoinToken("0123456789abcdef".repeat(4), "x".repeat(42) + 'A', "https://192.0.2.7:8080");

    @Test
    void isOneWordThatSaysWhereToGoAndWhomToTrust() {
        String text = TOKEN.text();
        assertTrue(text.matches("wpj1\\.[A-Za-z0-9_-]{100,140}"), text);
        assertEquals(TOKEN, JoinToken.parse(text));
    }

    @Test
    void isCutNowhere() {
        String text = TOKEN.text();
        for (int length = 0; length < text.length() - 4; length++) {
            String cut = text.substring(0, length);
            var problem = assertThrows(IllegalArgumentException.class, () -> JoinToken.parse(cut), cut);
            assertTrue(String.valueOf(problem.getMessage()).contains("paste all of the line"), cut);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wpj1.", "hello", "wpj2.AAAA", "wpj1.%%%%", "wpj1.AAAA"})
    void refusesOtherTexts(String text) {
        assertThrows(IllegalArgumentException.class, () -> JoinToken.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a:1", "https://a", "https://a:1/path", "ftp://a:1", "not a url", "https://:1"})
    void goesToAHttpsPortAndNowhereElse(String url) {
        assertThrows(IllegalArgumentException.class, () -> new JoinToken(TOKEN.authority(), TOKEN.secret(), url));
    }

    @Test
    void keepsSecretsOutOfLogs() {
        assertFalse(TOKEN.toString().contains(TOKEN.secret()));
        var request = new JoinRequest(TOKEN.secret(), TOKEN.secret(), TOKEN.secret(), "pi", "0.1.0");
        assertFalse(request.toString().contains(TOKEN.secret()));
        var key = ProbeKeys.Key.of(TOKEN.secret(), java.time.Instant.EPOCH);
        assertFalse(key.toString().contains(TOKEN.secret()));
        assertFalse(key.id().contains(TOKEN.secret()));
    }
}
