package io.waddleperf.licensing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is made of what a server says, whatever that is.
class LicenseAnswerTest {
    private static final LicenseKey KEY = new LicenseKey("PENG-A1B2-C3D4-E5F6-G7H8-WXYZ");
    private static final Instant NOW = Instant.parse("2026-11-23T02:42:33Z");

    private static License license(String json) {
        return License.of(Answer.of(json, KEY).orElseThrow(), "waddleperf", NOW);
    }

    @Test
    void readsWhoItIsForAndUntilWhen() {
        var license = license("""
                {"valid":true,"product":"waddleperf","customer":"Harbour","tier":"professional",
                 "expires_at":"2027-01-01T02:00:00+02:00","metadata":{"server_id":"srv_1"}}""");
        assertEquals(
                new License("Harbour", "professional", Instant.parse("2027-01-01T00:00:00Z"), "srv_1", ""), license);
        assertTrue(license.holds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | the server does not say that it is valid",
                "{\"valid\":\"true\",\"product\":\"waddleperf\"} | the server does not say that it is valid",
                "{\"valid\":true} | it is for the product of no name, and this is waddleperf",
                "{\"valid\":true,\"product\":\"waddleperf\",\"expires_at\":1} |"
                        + " the server says an end that is no time with an offset: 1",
                "{\"valid\":true,\"product\":\"waddleperf\",\"expires_at\":\"2026-11-23T02:42:33Z\"} |"
                        + " it expired at 2026-11-23T02:42:33Z",
            })
    void takesNothingForALicenceThatIsNotSaidToBeOne(String json, String problem) {
        assertEquals(problem, license(json).problem());
    }

    @Test
    void takesAnEndBeyondAllClocksForTheLastThatThereIs() {
        var license = license(
                "{\"valid\":true,\"product\":\"waddleperf\",\"expires_at\":\"+99999-01-01T00:00:00Z\",\"metadata\":[]}");
        assertEquals(Instant.parse("9999-12-31T00:00:00Z"), license.expiresAt());
        assertEquals("", license.serverId());
        assertNull(license("{\"valid\":true,\"product\":\"waddleperf\"}").expiresAt());
    }

    @Test
    void letsNoTextMoveACursorNorFillAScreen() {
        String long200 = "x".repeat(500);
        var answer = Answer.of("{\"a\":\"\\u001b[31mred\\u202e\\nnext\",\"b\":\"" + long200 + "\"}", KEY)
                .orElseThrow();
        assertEquals("[31mred next", answer.text("a"));
        assertEquals(Answer.LONGEST_TEXT, answer.text("b").length());
        assertEquals("", answer.text("c"));
    }

    @Test
    void neverHoldsTheKeyThatItWasSent() {
        String escaped = KEY.text().replace("A1B2", "\\u0041\\u0031B2");
        var answer =
                Answer.of("{\"message\":\"" + escaped + " is revoked\"}", KEY).orElseThrow();
        assertEquals("PENG-****-****-****-****-WXYZ is revoked", answer.text("message"));
        assertFalse(answer.toString().contains("A1B2"));
    }

    @Test
    void isNoAnswerWhereItIsNoObject() {
        for (String body : new String[] {"", "null", "[]", "<html>", "{\"a\":"}) {
            assertTrue(Answer.of(body, KEY).isEmpty(), body);
        }
    }
}
