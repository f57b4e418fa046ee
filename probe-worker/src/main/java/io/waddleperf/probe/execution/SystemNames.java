package io.waddleperf.probe.execution;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the machine's resolver, on a few platform threads: its call would hold the carrier of a
/// virtual thread, and two slow names would then stop every test.
public final class SystemNames implements Names, AutoCloseable {
    private static final int THREADS = 4;
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
        try {
            var found = threads.submit(() -> List.of(InetAddress.getAllByName(host)));
            return found.get(LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new UnknownHostException(host + " does not resolve");
        } catch (TimeoutException e) {
            throw new UnknownHostException(host + " did not resolve within " + LIMIT_MS + " ms");
        } catch (RejectedExecutionException e) {
            throw new UnknownHostException(host + " was not asked for: " + MOST_WAITING + " names wait already");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
