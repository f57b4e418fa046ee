package io.waddleperf.probe.ssh;

import io.waddleperf.contracts.Failure;
import io.waddleperf.probe.measure.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.security.PublicKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jspecify.annotations.Nullable;

/// Watches one session from the library's threads: the host key it shows, and the moments at which
/// phases end.
final class Watch {
    private static final long GRACE_NANOS = 1_000_000_000;

    private final @Nullable String expectedKey;
    private final Deadline deadline;
    private final SshFindings findings;
    private final CompletableFuture<Long> established = new CompletableFuture<>();
    private final CompletableFuture<Long> authenticated = new CompletableFuture<>();

    /// @param expectedKey a fingerprint; null: the server may have any key, which is only looked at
    Watch(@Nullable String expectedKey, Deadline deadline, SshFindings findings) {
        this.expectedKey = expectedKey;
        this.deadline = deadline;
        this.findings = findings;
    }

    /// Whether to go on with a server that proved to have this key.
    boolean accepts(PublicKey key) {
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        String type = KeyUtils.getKeyType(key);
        findings.hostKey(new SshFindings.HostKey(type, fingerprint));
        if (expectedKey == null || expectedKey.equals(fingerprint)) {
            return true;
        }
        findings.failed(
                Failure.HOST_KEY,
                "the server's host key (" + type + ") is " + fingerprint + ", expected " + expectedKey);
        return false;
    }

    void keysEstablished() {
        established.complete(deadline.ticker().nanos());
    }

    void authenticated() {
        authenticated.complete(deadline.ticker().nanos());
    }

    /// @param cause null where the server closed the connection without a word
    void ended(@Nullable Throwable cause) {
        var problem = cause == null ? new EOFException("the server closed the connection before it was done") : cause;
        established.completeExceptionally(problem);
        authenticated.completeExceptionally(problem);
    }

    /// When the first key exchange ended; waits for it.
    long establishedNanos() throws IOException {
        return await(established);
    }

    /// When the login succeeded; waits for it.
    long authenticatedNanos() throws IOException {
        return await(authenticated);
    }

    private long await(CompletableFuture<Long> moment) throws IOException {
        try {
            return moment.get(deadline.remainingNanos() + GRACE_NANOS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
