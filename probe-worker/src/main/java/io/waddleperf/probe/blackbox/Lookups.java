package io.waddleperf.probe.blackbox;

import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.execution.CommandRunner;
import io.waddleperf.probe.execution.Names;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks up the names of targets: no more of them a second than tests may start, since whoever asks
/// for names at random makes a resolver ask others, and none for longer than its scrape has.
///
/// @param rates shared with the probe's other commands
record Lookups(Names names, TestRates rates, CommandRunner.Clocks clocks) {
    /// For one scrape. A look-up throws RejectedExecutionException where too many names are asked for.
    ///
    /// @param us for waiting for its turn, too
    Names within(long us) {
        return host -> lookup(host, us);
    }

    private List<InetAddress> lookup(String host, long withinUs) throws UnknownHostException, InterruptedException {
        long waitNanos = switch (rates.nextLookup()) {
            case TestRates.Turn.Refused refused -> throw new RejectedExecutionException(refused.reason());
            case TestRates.Turn.After after -> after.nanos();
        };
        long leftUs = withinUs - waitNanos / 1_000;
        if (leftUs <= 0) {
            throw new RejectedExecutionException("overloaded: other names come first for as long as the scrape has");
        }
        clocks.pause().nanos(waitNanos);
        return bounded(host, leftUs);
    }

    private List<InetAddress> bounded(String host, long withinUs) throws UnknownHostException, InterruptedException {
        FutureTask<List<InetAddress>> found = new FutureTask<>(() -> names.lookup(host));
        Thread.ofVirtual().name("blackbox-name").start(found);
        try {
            return found.get(withinUs, TimeUnit.MICROSECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException(host + " did not resolve within " + withinUs / 1_000 + " ms");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UnknownHostException unknown -> throw unknown;
                case RejectedExecutionException overloaded -> throw overloaded;
                case null, default -> throw new IllegalStateException("looking up " + host + " broke", e);
            }
        } finally {
            found.cancel(true);
        }
    }
}
