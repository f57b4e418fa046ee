package io.waddleperf.api.accounts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void aPasswordMatchesItsOwnHashOnly() {
        String hash = passwords.hash("correct horse battery");
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertNotEquals(hash, passwords.hash("correct horse battery"), "the salt differs");
        assertTrue(passwords.matches("correct horse battery", hash));
        assertFalse(passwords.matches("correct horse batterY", hash));
        assertFalse(passwords.matches("nobody", null), "there is no such account");
    }

    /// Else a stopwatch tells which accounts there are. No more than a factor is asked for: machines are busy.
    @Test
    void lookingForNobodyTakesAHashToo() {
        String hash = passwords.hash("correct horse battery");
        var _ = passwords.matches("a warm-up", hash);
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            var _ = passwords.matches("a wrong password", hash);
            long between = System.nanoTime();
            var _ = passwords.matches("a wrong password", null);
            known = Math.min(known, between - start);
            unknown = Math.min(unknown, System.nanoTime() - between);
        }
        assertTrue(unknown > known / 4 && unknown < known * 4, "known " + known + " ns, unknown " + unknown + " ns");
    }

    @Test
    void lengthIsWhatCounts() {
        assertNotNull(Passwords.weakness("ada", "short"));
        assertNotNull(Passwords.weakness("ada", "x".repeat(257)));
        assertNotNull(Passwords.weakness("ada", "abababababababab"));
        assertNotNull(Passwords.weakness("ada.lovelace", "Ada.Lovelace"));
        assertNull(Passwords.weakness("ada", "correct horse battery"));
        assertNull(Passwords.weakness("ada", Secret.password(new SecureRandom())));
    }

    @Test
    void secretsTellNothingWhereTheyArePrinted() {
        var secret = Secret.random(Secret.Kind.TOKEN, new SecureRandom());
        assertTrue(secret.isWellFormed(), secret.text());
        assertFalse(secret.toString().contains(secret.text()));
        assertFalse(new Secret(Secret.Kind.SESSION, secret.text()).isWellFormed(), "each has its own kind");
        assertNotEquals(
                secret.csrf(),
                Secret.random(Secret.Kind.TOKEN, new SecureRandom()).csrf());
    }
}
