package io.waddleperf.api.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.oidc.OidcClient.Held;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedTest {
    private final SecureRandom random = new SecureRandom();
    private final Secret session = Secret.random(Secret.Kind.SESSION, random);
    private final Held held = new Held("header.claims.signature", Optional.of("refresh"));

    @Test
    void onlyTheSessionItselfOpensIt() {
        byte[] bytes = Sealed.seal(held, session, random);
        assertEquals(held, Sealed.open(bytes, session).orElseThrow());
        assertTrue(
                Sealed.open(bytes, Secret.random(Secret.Kind.SESSION, random)).isEmpty());
        assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("refresh"));
        assertNotEquals(
                Arrays.toString(bytes), Arrays.toString(Sealed.seal(held, session, random)), "another nonce each time");
        var none = new Held("a.b.c", Optional.empty());
        assertEquals(
                none, Sealed.open(Sealed.seal(none, session, random), session).orElseThrow());
    }

    @Test
    void whatWasChangedIsNotOpened() {
        byte[] bytes = Sealed.seal(held, session, random);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertTrue(Sealed.open(changed, session).isEmpty(), "byte " + i);
        }
        assertTrue(Sealed.open(new byte[0], session).isEmpty());
        assertTrue(Sealed.open(Arrays.copyOf(bytes, 20), session).isEmpty());
    }
}
