package io.waddleperf.probe.packets;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for what the socket thread does.
public final class SocketWork {
    private static final long GRACE_NANOS = 2_000_000_000L;

    private SocketWork() {}

    /// @param limitNanos by when the work ends by itself
    /// @param what       for the message where it does not
    public static <T> T await(CompletableFuture<T> done, long limitNanos, String what) throws InterruptedException {
        try {
            return done.get(limitNanos + GRACE_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the socket thread lost a " + what, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a " + what + " broke on the socket thread", e.getCause());
        } finally {
            done.cancel(false); // where we were interrupted, the run sees it at its next packet
        }
    }
}
