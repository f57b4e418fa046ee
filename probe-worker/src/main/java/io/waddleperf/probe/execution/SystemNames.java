package io.waddleperf.probe.execution;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Asks the machine's resolver, on a few platform threads: its call would hold the carrier of a
/// virtual thread, and two slow names would then stop every test.
public final class SystemNames implements Names, AutoCloseable {
    /// They only wait; a few names whose servers are silent must not hold up all others.
    private static final int THREADS = 32;
    private static final int MOST_WAITING = 256;
    private static final long LIMIT_MS = 5_000;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("names-", 0).daemon().factory());

    public SystemNames() {
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException, InterruptedException {
        var begun = new AtomicBoolean();
        FutureTask<List<InetAddress>> found = new FutureTask<>(() -> {
            begun.set(true);
            return List.of(InetAddress.getAllByName(host));
        });
        try {
            threads.execute(found);
            return found.get(LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new UnknownHostException(host + " does not resolve");
        } catch (TimeoutException e) {
            found.cancel(true);
            threads.remove(found);
            if (!begun.get()) {
                throw new RejectedExecutionException("overloaded: other names were still being asked for");
            }
            throw new UnknownHostException(host + " did not resolve within " + LIMIT_MS + " ms");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
