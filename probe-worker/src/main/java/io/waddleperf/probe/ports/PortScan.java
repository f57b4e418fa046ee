package io.waddleperf.probe.ports;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.PortList;
import io.waddleperf.contracts.PortsSpec;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.tcp.Connector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Asks the ports of one address, so many at once.
final class PortScan {
    private final Connector connector;
    private final InetAddress address;
    private final PortsSpec spec;
    private final Deadline deadline;
    private final int[] ports;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Integer> open = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> closed = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> filtered = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Outcome.@Nullable Failed> trouble = new AtomicReference<>();

    PortScan(Connector connector, InetAddress address, PortsSpec spec, Deadline deadline) {
        this.connector = connector;
        this.address = address;
        this.spec = spec;
        this.deadline = deadline;
        this.ports = spec.asked().stream().toArray();
    }

    PortFindings run() throws InterruptedException {
        List<Callable<Integer>> workers = Collections.nCopies(Math.min(spec.parallel(), ports.length), this::askInTurn);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var worker : threads.invokeAll(workers)) {
                var _ = worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a scan of " + address + " broke", e.getCause());
        }
        var found = new PortFindings(
                PortList.of(open), PortList.of(closed), PortList.of(filtered), PortList.NONE, trouble.get());
        return found.untried(spec.asked());
    }

    /// @return how many this worker asked
    private int askInTurn() throws InterruptedException {
        int asked = 0;
        for (int i = next.getAndIncrement(); i < ports.length && !deadline.passed(); i = next.getAndIncrement()) {
            ask(ports[i]);
            asked++;
        }
        return asked;
    }

    private void ask(int port) throws InterruptedException {
        long limitNanos = Math.min(spec.timeoutUs() * 1_000, deadline.remainingNanos());
        var one = Deadline.after(deadline.ticker(), limitNanos);
        switch (connector.connect(new InetSocketAddress(address, port), one)) {
            case Connector.Attempt.Connected _ -> open.add(port);
            case Connector.Attempt.Refused _ -> closed.add(port);
            case Connector.Attempt.TimedOut _ -> filtered.add(port);
            case Connector.Attempt.Failed failed -> {
                filtered.add(port); // something on the way says no
                trouble.compareAndSet(null, failed.outcome());
            }
        }
    }
}
