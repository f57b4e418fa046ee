package io.waddleperf.api.accounts;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hashes passwords by argon2id with 19 MiB, 2 passes and 1 lane, as OWASP's cheat sheet of password
/// storage has it.
///
/// Each takes 19 MiB and a tenth of a second, so few run at a time.
@Singleton
final class Passwords {
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static final int SHORTEST = 12;
    static final int LONGEST = 256;

    private final Argon2Function function = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    /// Of no password: looking for an account that is not there takes as long as for one that is.
    private final String nobody = Password.hash("nobody")
            .addRandomSalt(16)
            .with(Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID))
            .getResult();

    String hash(String password) {
        return inTurn(
                () -> Password.hash(password).addRandomSalt(16).with(function).getResult());
    }

    /// @param hash null: there is no such account
    boolean matches(String password, @Nullable String hash) {
        String stored = hash == null ? nobody : hash;
        boolean same = inTurn(() -> Password.check(password, stored).with(Argon2Function.getInstanceFromHash(stored)));
        return same && hash != null;
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.tooMany("too many sign in at once", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemKind.BUSY, "WaddlePerf is stopping", e);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    /// What is wrong with a new password (NIST SP 800-63B: length counts, rules of composition do
    /// not), null where nothing is.
    static @Nullable String weakness(String account, String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return "must have " + SHORTEST + " to " + LONGEST + " characters";
        }
        if (password.chars().distinct().count() < 5) {
            return "must have 5 different characters or more";
        }
        return password.equalsIgnoreCase(account) || password.equalsIgnoreCase(account + account)
                ? "must not be the name of the account"
                : null;
    }
}
