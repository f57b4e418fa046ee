package io.waddleperf.api.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTest {
    private final Attempt attempt = Attempt.begin(new SecureRandom(), "/incidents?state=open&a=%2F");

    @Test
    void isKnownAgainByItsCookie() {
        assertEquals(attempt, Attempt.of(attempt.cookie()).orElseThrow());
        assertTrue(attempt.cookie().matches("[A-Za-z0-9_.%*+-]+"), "no character that a cookie may not have");
        assertTrue(attempt.isAnsweredBy(attempt.state()));
        assertFalse(attempt.isAnsweredBy(Attempt.begin(new SecureRandom(), "/").state()));
        assertFalse(attempt.isAnsweredBy(""));
    }

    @Test
    void nothingThatTheProviderSeesTellsAnotherPart() {
        var parts = Set.of(attempt.state(), attempt.nonce(), attempt.verifier(), attempt.challenge());
        assertEquals(4, parts.size());
        assertTrue(parts.stream().noneMatch(attempt.secret()::equals));
        assertFalse(attempt.toString().contains(attempt.secret()));
    }

    @Test
    void theVerifierHasTheFormOfPkce() {
        assertTrue(attempt.verifier().matches("[A-Za-z0-9._~-]{43,128}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "short./", "0123456789012345678901234567890123456789012", "/.\r\n"})
    void whatIsNoneIsNone(String cookie) {
        assertTrue(Attempt.of(cookie).isEmpty());
        assertTrue(Attempt.of("a".repeat(43) + ".%zz").isEmpty());
    }

    @Test
    void claimsAreFoundByTheirNameOrTheirPlace() {
        var claims = new Claims(Map.of(
                "groups", List.of("a", 1, "b"),
                "realm_access", Map.of("roles", "one"),
                "https://example.net/roles", List.of("by-url")));
        assertEquals(List.of("a", "b"), claims.texts("groups"));
        assertEquals(List.of("one"), claims.texts("realm_access/roles"));
        assertEquals(List.of("by-url"), claims.texts("https://example.net/roles"));
        assertEquals(List.of(), claims.texts("groups/a"));
        assertFalse(claims.has("realm_access/other"));
    }
}
