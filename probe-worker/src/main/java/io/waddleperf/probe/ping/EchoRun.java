package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.nativenet.Datagram;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.PollLoop;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One plan on one socket: sends in time, matches replies and stamps, reports.
///
/// Lives on the socket thread. The socket is connected, so it gets only what its target sends, and
/// is this run's alone, so the kernel's numbering of transmit stamps is the order of our sends.
final class EchoRun {
    /// So many at once; what is left makes the socket ready again.
    private static final int MOST_AT_ONCE = 256;

    private final PollLoop.Loop loop;
    private final int fd;
    private final Echo echo;
    private final EchoPlan plan;
    private final MemorySegment request;
    private final Datagram incoming;
    private final CompletableFuture<EchoReport> done;
    private final @Nullable EchoClock[] clocks;
    private final List<Integer> stampOrder = new ArrayList<>();
    private long startNanos;
    private int sent;
    private int answered;
    private boolean finished;
    private Outcome.@Nullable Failed problem;

    EchoRun(
            PollLoop.Loop loop,
            int fd,
            Echo echo,
            EchoPlan plan,
            EchoBuffers buffers,
            CompletableFuture<EchoReport> done) {
        this.loop = loop;
        this.fd = fd;
        this.echo = echo;
        this.plan = plan;
        this.request = buffers.request(plan.payloadBytes());
        this.incoming = buffers.incoming();
        this.done = done;
        this.clocks = new EchoClock[plan.count()];
    }

    void start() {
        startNanos = loop.nanos();
        loop.watch(fd, Linux.POLLIN, this::ready);
        sendNext();
    }

    private void sendNext() {
        if (finished) {
            return;
        }
        if (done.isCancelled()) {
            finish();
            return;
        }
        send(sent++);
        if (sent < plan.count()) {
            loop.at(startNanos + sent * plan.intervalNanos(), this::sendNext);
        } else {
            loop.at(loop.nanos() + plan.timeoutNanos(), this::finish);
        }
        drain();
    }

    private void send(int sequence) {
        echo.writeRequest(request, sequence);
        int status = trySend(sequence);
        if (status < 0 && status != -Errno.EAGAIN) {
            // An ICMP error for an earlier packet comes back from the next send, once.
            status = trySend(sequence);
        }
        if (status < 0) {
            drainErrors();
            EchoSocket.countStampsFromZero(libc(), fd);
            stampOrder.clear();
            note(Problems.ofErrno(-status, plan.payloadBytes()));
        }
    }

    private int trySend(int sequence) {
        clocks[sequence] = new EchoClock(libc().realtimeNs(), loop.nanos());
        int status = libc().send(fd, request, 0);
        if (status >= 0) {
            stampOrder.add(sequence);
        }
        return status;
    }

    private void ready(int events) {
        if (!finished) {
            drain();
        }
    }

    private void drain() {
        drainErrors();
        int bytes = incoming.receive(libc(), fd, 0);
        for (int i = 0; i < MOST_AT_ONCE && bytes != -Errno.EAGAIN; i++) {
            if (bytes >= 0) {
                reply(bytes);
            } else {
                note(Problems.ofErrno(-bytes, plan.payloadBytes()));
            }
            bytes = incoming.receive(libc(), fd, 0);
        }
        if (answered == plan.count()) {
            drainErrors();
            finish();
        }
    }

    private void reply(int bytes) {
        long nowNanos = loop.nanos();
        var sequence = echo.sequenceOfReply(incoming.data().asSlice(0, bytes));
        if (sequence.isEmpty() || sequence.getAsInt() >= clocks.length) {
            return;
        }
        var clock = clocks[sequence.getAsInt()];
        if (clock != null && !clock.answered()) { // a second answer is a duplicate
            var control = incoming.control();
            clock.answered(control.stampNs(), nowNanos, control.hopLimit());
            answered++;
        }
    }

    private void drainErrors() {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            int bytes = incoming.receive(libc(), fd, Linux.MSG_ERRQUEUE);
            if (bytes < 0) {
                return;
            }
            var control = incoming.control();
            var error = control.error();
            if (error == null) {
                continue;
            }
            if (error.origin() == Linux.SO_EE_ORIGIN_TIMESTAMPING) {
                stamped(error.data(), control.stampNs());
            } else if (echo.isOwnRequest(incoming.data().asSlice(0, bytes))) {
                note(problemOf(error));
            }
        }
    }

    private void stamped(int number, long stampNs) {
        if (number >= 0 && number < stampOrder.size()) {
            Objects.requireNonNull(clocks[stampOrder.get(number)]).left(stampNs);
        }
    }

    private static Outcome.Failed problemOf(ExtendedError error) {
        return switch (error.origin()) {
            case Linux.SO_EE_ORIGIN_ICMP -> Problems.ofIcmp(error);
            case Linux.SO_EE_ORIGIN_ICMP6 -> Problems.ofIcmp6(error);
            default -> new Outcome.Failed(Failure.IO, Errno.name(error.errno()));
        };
    }

    private void note(Outcome.Failed failed) {
        if (problem == null) {
            problem = failed;
        }
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        loop.close(fd);
        done.complete(report());
    }

    private EchoReport report() {
        var replies = new ArrayList<EchoReport.Reply>(answered);
        var source = TimestampSource.KERNEL_TX_RX;
        for (int i = 0; i < sent; i++) {
            var clock = clocks[i];
            if (clock == null || !clock.answered() || clock.rttNs() > plan.timeoutNanos()) {
                continue;
            }
            replies.add(new EchoReport.Reply(i, clock.rttNs() / 1_000.0, clock.hopLimit()));
            source = clock.source().compareTo(source) > 0 ? clock.source() : source; // best comes first
        }
        Arrays.fill(clocks, null);
        return new EchoReport(sent, replies, source, Optional.ofNullable(problem));
    }

    private Libc libc() {
        return loop.libc();
    }
}
