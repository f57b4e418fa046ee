package io.waddleperf.probe.mtu;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.packets.Arrivals;
import io.waddleperf.probe.packets.Icmp;
import io.waddleperf.probe.packets.PacketSocket;
import io.waddleperf.probe.ping.Problems;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Sends what a [MtuSearch] asks for, one packet at a time, on the socket thread.
final class MtuRun implements Arrivals {
    /// How long an answer is waited for once the target's round trip is known: a large packet on a
    /// slow line takes its time.
    private static final long LEAST_PATIENCE_NANOS = 300_000_000;

    private static final int PATIENCE_ROUND_TRIPS = 4;

    private final PollLoop.Loop loop;
    private final PacketSocket socket;
    private final MtuSearch search;
    private final InetAddress target;
    private final long timeoutNanos;
    private final CompletableFuture<MtuReport> done;
    private final List<Integer> sizes = new ArrayList<>();
    private long sentNanos;
    private long slowestNanos;
    private boolean settled;
    private boolean finished;
    private int turn;
    private Outcome.@Nullable Failed problem;

    MtuRun(
            PollLoop.Loop loop,
            PacketSocket socket,
            MtuSearch search,
            InetAddress target,
            long timeoutNanos,
            CompletableFuture<MtuReport> done) {
        this.loop = loop;
        this.socket = socket;
        this.search = search;
        this.target = target;
        this.timeoutNanos = timeoutNanos;
        this.done = done;
    }

    void start(long limitNanos) {
        socket.listen(this);
        socket.dontFragment();
        loop.at(loop.nanos() + limitNanos, this::finish);
        step();
    }

    private void step() {
        if (finished || done.isCancelled()) {
            finish();
            return;
        }
        search.next().ifPresentOrElse(this::send, this::finish);
    }

    private void send(int size) {
        socket.drain(); // of what came too late
        sizes.add(size);
        settled = false;
        sentNanos = loop.nanos();
        int status = socket.send(sizes.size() - 1, size);
        if (status < 0) {
            notSent(size, -status);
            return;
        }
        later(sentNanos + patienceNanos(), () -> {
            search.silent(size);
            step();
        });
        socket.drain();
    }

    private void notSent(int size, int errno) {
        if (settled) {
            return; // the interface said its MTU
        }
        if (errno == Errno.EMSGSIZE) {
            search.tooBigForInterface(size, 0);
        } else {
            note(Problems.ofErrno(errno, size));
            search.silent(size);
        }
        settle();
    }

    private long patienceNanos() {
        return slowestNanos == 0
                ? timeoutNanos
                : Math.min(timeoutNanos, LEAST_PATIENCE_NANOS + PATIENCE_ROUND_TRIPS * slowestNanos);
    }

    /// Takes back what is planned, if something is.
    private void later(long nanos, Runnable work) {
        int mine = ++turn;
        loop.at(nanos, () -> {
            if (mine == turn && !finished) {
                work.run();
            }
        });
    }

    /// The newest packet has its answer. Goes on, but not at once: who calls may still read.
    private void settle() {
        settled = true;
        later(loop.nanos(), this::step);
    }

    @Override
    public void left(int number, long stampNs) {}

    @Override
    public void replied(OptionalInt number, long stampNs) {
        int index = number.orElse(sizes.size() - 1);
        if (index < 0 || index >= sizes.size()) {
            return;
        }
        search.answered(sizes.get(index)); // also a late answer shows that it got through
        if (index == sizes.size() - 1 && !settled) {
            slowestNanos = Math.max(slowestNanos, loop.nanos() - sentNanos);
            settle();
        }
    }

    @Override
    public void objected(OptionalInt number, ExtendedError error, long stampNs) {
        int index = number.orElse(sizes.size() - 1);
        if (index < 0 || index >= sizes.size()) {
            return;
        }
        switch (Icmp.of(error)) {
            case TOO_BIG -> {
                search.told(sizes.get(index), error.info(), error.offender());
                if (index == sizes.size() - 1 && !settled) {
                    settle();
                }
            }
            case PORT_UNREACHABLE -> {
                if (target.equals(error.offender())) {
                    replied(number, stampNs);
                } else {
                    note(told(error));
                }
            }
            case UNREACHABLE, TIME_EXCEEDED, OTHER -> note(told(error));
        }
    }

    private static Outcome.Failed told(ExtendedError error) {
        return error.origin() == Linux.SO_EE_ORIGIN_ICMP6 ? Problems.ofIcmp6(error) : Problems.ofIcmp(error);
    }

    @Override
    public void tooBigForInterface(int mtuBytes) {
        if (!settled && !sizes.isEmpty()) {
            search.tooBigForInterface(sizes.getLast(), mtuBytes);
            settle();
        }
    }

    private void note(Outcome.Failed failed) {
        problem = problem == null ? failed : problem;
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        var local = socket.localAddress();
        socket.close();
        done.complete(report(local));
    }

    private MtuReport report(@Nullable InetAddress local) {
        var limit = search.limit();
        InetAddress by = switch (limit) {
            case MtuSearch.Limit.Told told -> told.by();
            case MtuSearch.Limit.Interface _ -> local;
            case MtuSearch.Limit.Silence _ -> null;
            case null -> null;
        };
        return new MtuReport(
                search.works(),
                by == null ? null : by.getHostAddress(),
                limit instanceof MtuSearch.Limit.Silence,
                Optional.ofNullable(problem));
    }
}
