package io.waddleperf.probe.stamp;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.packets.Icmp;
import io.waddleperf.probe.ping.EchoSocket;
import io.waddleperf.probe.ping.Problems;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One plan on one connected socket: sends in time, reads answers, stamps and errors, reports.
///
/// Lives on the socket thread. The socket is this run's alone, so the kernel's numbering of transmit
/// stamps is the order of our sends.
final class StampRun {
    /// So many at once; what is left makes the socket ready again.
    private static final int MOST_AT_ONCE = 256;

    private final PollLoop.Loop loop;
    private final int fd;
    private final StampPlan plan;
    private final NativeSender.Buffers buffers;
    private final CompletableFuture<StampReport> done;
    private final StampJournal journal;
    private final List<Integer> stampOrder = new ArrayList<>();
    private long startNanos;
    private boolean finished;

    StampRun(
            PollLoop.Loop loop,
            int fd,
            StampPlan plan,
            NativeSender.Buffers buffers,
            CompletableFuture<StampReport> done) {
        this.loop = loop;
        this.fd = fd;
        this.plan = plan;
        this.buffers = buffers;
        this.done = done;
        this.journal = new StampJournal(plan);
    }

    void start() {
        startNanos = loop.nanos();
        loop.watch(fd, Linux.POLLIN, _ -> drain());
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
        send();
        if (journal.allSent()) {
            loop.at(loop.nanos() + plan.timeoutNanos(), this::finish);
        } else {
            loop.at(startNanos + plan.dueNanos(journal.sent()), this::sendNext);
        }
        drain();
    }

    private void send() {
        var packet = buffers.outgoing().asSlice(0, plan.payloadBytes());
        int index = journal.writeNext(packet, libc().realtimeNs(), loop.nanos());
        int status = libc().send(fd, packet, 0);
        if (status < 0 && status != -Errno.EAGAIN) {
            // An ICMP error for an earlier packet comes back from the next send, once.
            journal.rewrite(packet, index, libc().realtimeNs(), loop.nanos());
            status = libc().send(fd, packet, 0);
        }
        if (status >= 0) {
            stampOrder.add(index);
            return;
        }
        drainErrors();
        EchoSocket.countStampsFromZero(libc(), fd); // a send that failed may or may not have counted
        stampOrder.clear();
        journal.note(Problems.ofErrno(-status, plan.payloadBytes()));
    }

    private void drain() {
        if (finished) {
            return;
        }
        drainErrors();
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            int bytes = buffers.incoming().receive(libc(), fd, 0);
            if (bytes == -Errno.EAGAIN) {
                break;
            }
            if (bytes >= 0) { // an error number is that of an ICMP error, told by the error queue
                came(buffers.incoming().data().asSlice(0, bytes));
            }
        }
        if (journal.allAnswered()) {
            drainErrors();
            finish();
        }
    }

    private void came(MemorySegment packet) {
        var control = buffers.incoming().control();
        journal.came(packet, control.stampNs(), loop.nanos(), control.hopLimit());
    }

    private void drainErrors() {
        for (int i = 0; i < MOST_AT_ONCE && buffers.incoming().receive(libc(), fd, Linux.MSG_ERRQUEUE) >= 0; i++) {
            var control = buffers.incoming().control();
            var error = control.error();
            if (error == null) {
                continue;
            }
            switch (error.origin()) {
                case Linux.SO_EE_ORIGIN_TIMESTAMPING -> stamped(error.data(), control.stampNs());
                case Linux.SO_EE_ORIGIN_ICMP, Linux.SO_EE_ORIGIN_ICMP6 -> objected(error);
                default -> journal.note(Problems.ofErrno(error.errno(), plan.payloadBytes()));
            }
        }
    }

    private void stamped(int number, long stampNs) {
        if (number >= 0 && number < stampOrder.size()) {
            journal.left(stampOrder.get(number), stampNs);
        }
    }

    private void objected(ExtendedError error) {
        if (Icmp.of(error) == Icmp.PORT_UNREACHABLE) {
            journal.note(new Outcome.Failed(
                    Failure.CONNECTION_REFUSED, "nothing listens on that UDP port (ICMP port unreachable)"));
            if (journal.noneAnswered()) { // and nothing will
                finish();
            }
        } else {
            journal.note(error.origin() == Linux.SO_EE_ORIGIN_ICMP6 ? Problems.ofIcmp6(error) : Problems.ofIcmp(error));
        }
    }

    private void finish() {
        if (!finished) {
            finished = true;
            loop.close(fd);
            done.complete(journal.report());
        }
    }

    private Libc libc() {
        return loop.libc();
    }
}
