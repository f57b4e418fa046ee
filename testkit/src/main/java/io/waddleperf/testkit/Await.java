package io.waddleperf.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Waits for what happens in another thread or process: asks again until it holds or time is up.
///
/// A question that throws counts as "not yet"; the last exception is the cause of the failure.
public final class Await {
    private static final long POLL_NS = Duration.ofMillis(10).toNanos();

    private Await() {}

    /// Returns when the condition holds.
    ///
    /// @throws AssertionError when it does not within the limit
    public static void until(String what, Duration limit, Callable<Boolean> condition) {
        value(what, limit, () -> condition.call() ? Optional.of(true) : Optional.empty());
    }

    /// The same with the expected and the last value in the failure.
    public static <T> void equal(T expected, Duration limit, Callable<T> actual) {
        var last = new Object() {
            @Nullable
            T value;
        };
        try {
            until("the value " + expected, limit, () -> {
                last.value = actual.call();
                return expected.equals(last.value);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; last it was " + last.value, e.getCause());
        }
    }

    /// The first value that is present.
    ///
    /// @throws AssertionError when there is none within the limit
    public static <T> T value(String what, Duration limit, Callable<Optional<T>> attempt) {
        long startNs = System.nanoTime();
        @Nullable Exception last = null;
        do {
            try {
                var value = attempt.call();
                if (value.isPresent()) {
                    return value.get();
                }
                last = null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for: " + what, e);
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(POLL_NS);
        } while (System.nanoTime() - startNs < limit.toNanos()
                && !Thread.currentThread().isInterrupted());
        throw new AssertionError("Not within " + limit.toMillis() + " ms: " + what, last);
    }
}
