package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.nativenet.ControlData;
import io.waddleperf.probe.nativenet.ControlData.ExtendedError;
import io.waddleperf.probe.nativenet.Errno;
import io.waddleperf.probe.nativenet.IncomingBatch;
import io.waddleperf.probe.nativenet.Libc;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.OutgoingBatch;
import io.waddleperf.probe.nativenet.PollLoop;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The socket of an engine: requests out in batches, answers, transmit stamps and ICMP errors in.
///
/// The socket is not connected, so that whatever comes is held against the request it claims to
/// answer: identifier, sequence number, the run's nonce, the packet's number and the address.
final class EchoWire {
    /// So many packets a call into the kernel.
    private static final int BATCH = 64;

    /// So often a packet that an error kept back is sent, until the error is its own.
    private static final int MOST_SENDS = 5;

    /// So many calls at once; what is left makes the socket ready again.
    private static final int MOST_CALLS = 32;

    /// An IPv4 header with options, and the head.
    private static final int READ_BYTES = 60 + Echo.HEAD_BYTES;

    /// What the socket tells of its requests.
    interface Hearer {
        void left(int packets);

        void answered(EchoRequest request, ControlData control, long nowNanos);

        void objected(EchoRequest request, Outcome.Failed problem);

        /// The kernel did not take it for another reason than room.
        void refused(EchoRequest request, int errno);

        void noRoomFor(EchoRequest request);

        /// Something came for no request of ours.
        void foreign();
    }

    private final PollLoop.Loop loop;
    private final int fd;
    private final Echo echo;
    private final EchoTable table;
    private final Hearer hearer;
    private final MemorySegment filler;
    private final OutgoingBatch outgoing;
    private final IncomingBatch incoming;
    private final @Nullable EchoRequest[] pending = new EchoRequest[BATCH];

    /// The sequence numbers of the packets by the last 16 bits of their transmit stamps' numbers.
    private final char[] stampOrder = new char[EchoTable.NUMBERS];

    private int nextStamp;

    EchoWire(PollLoop.Loop loop, int fd, Echo echo, EchoTable table, Hearer hearer) {
        this.loop = loop;
        this.fd = fd;
        this.echo = echo;
        this.table = table;
        this.hearer = hearer;
        var arena = Arena.ofAuto();
        filler = Echo.filler(arena);
        outgoing = new OutgoingBatch(arena, BATCH, Echo.HEAD_BYTES);
        incoming = new IncomingBatch(arena, BATCH, READ_BYTES);
    }

    /// Puts the request into the batch, which leaves when it is full or by [#flush].
    void add(EchoRequest request) {
        var tail = filler.asSlice(0, Echo.HEADER_BYTES + request.run().plan().payloadBytes() - Echo.HEAD_BYTES);
        pending[outgoing.size()] = request;
        var head = outgoing.add(request.run().address(), tail);
        echo.writeHead(head, request.mark(), echo.sumsUp() ? request.run().fillerSum(tail) : 0);
        if (outgoing.full()) {
            flush();
        }
    }

    void flush() {
        try {
            int from = 0;
            while (from < outgoing.size()) {
                int left = send(from);
                if (left > 0) {
                    hearer.left(left);
                    from += left;
                } else {
                    failed(pending(from++), -left);
                }
            }
        } finally {
            Arrays.fill(pending, 0, outgoing.size(), null);
            outgoing.clear();
        }
    }

    private int send(int from) {
        int left = trySend(from);
        // An ICMP error for an earlier packet, whosever, comes back from the next send, once; of many
        // silent hosts several come together.
        for (int i = 1; left < 0 && i < MOST_SENDS && !noRoom(-left); i++) {
            startStampsAgain();
            left = trySend(from);
        }
        if (left < 0) {
            startStampsAgain();
        }
        return left;
    }

    private int trySend(int from) {
        long userTxNs = libc().realtimeNs();
        long sentNanos = loop.nanos();
        for (int i = from; i < outgoing.size(); i++) {
            pending(i).leaves(userTxNs, sentNanos);
        }
        int left = outgoing.send(libc(), fd, from);
        for (int i = from; i < from + left; i++) {
            var request = pending(i);
            stampOrder[nextStamp & EchoTable.NUMBERS - 1] =
                    (char) request.mark().sequence();
            request.left(nextStamp++);
        }
        return left;
    }

    /// A send that failed may or may not have counted.
    private void startStampsAgain() {
        hearErrors();
        libc().pendingError(fd);
        EchoSocket.countStampsFromZero(libc(), fd);
        nextStamp = 0;
    }

    private void failed(EchoRequest request, int errno) {
        if (noRoom(errno)) {
            hearer.noRoomFor(request);
        } else {
            hearer.refused(request, errno);
        }
    }

    private static boolean noRoom(int errno) {
        return switch (errno) {
            case 0, Errno.EAGAIN, Errno.ENOMEM, Errno.ENOBUFS -> true;
            default -> false;
        };
    }

    /// Tells of all that came until now.
    ///
    /// @return whether nothing is left
    boolean hear() {
        hearErrors();
        return hearAnswers();
    }

    private boolean hearAnswers() {
        for (int call = 0; call < MOST_CALLS; call++) {
            int came = incoming.receive(libc(), fd, 0);
            long nowNanos = loop.nanos();
            for (int i = 0; i < came; i++) {
                answer(i, nowNanos);
            }
            // Fewer than asked for may mean an ICMP error in between, as another error number does; the error
            // queue tells of both.
            if (came == -Errno.EAGAIN) {
                return true;
            }
        }
        return false;
    }

    private void answer(int index, long nowNanos) {
        var request = echo.markOfReply(incoming.data(index))
                .flatMap(table::of)
                .filter(found -> found.clock() != null
                        && incoming.concerns(index, found.run().address()));
        if (request.isPresent()) {
            hearer.answered(request.get(), incoming.control(index), nowNanos);
        } else {
            hearer.foreign();
        }
    }

    /// Tells of transmit stamps and ICMP errors.
    ///
    /// @return whether there were any
    boolean hearErrors() {
        boolean any = false;
        for (int call = 0; call < MOST_CALLS; call++) {
            int came = incoming.receive(libc(), fd, Linux.MSG_ERRQUEUE);
            for (int i = 0; i < came; i++) {
                var control = incoming.control(i);
                if (control.error() != null) {
                    error(i, control.error(), control.stampNs());
                }
            }
            any |= came > 0;
            if (came < incoming.capacity()) {
                break;
            }
        }
        return any;
    }

    private void error(int index, ExtendedError error, long stampNs) {
        if (error.origin() == Linux.SO_EE_ORIGIN_TIMESTAMPING) {
            var request = table.at(stampOrder[error.data() & EchoTable.NUMBERS - 1]);
            if (request != null && request.stamped(error.data(), stampNs)) {
                request.run().stamping(true);
            }
            return;
        }
        var request = quoted(index);
        if (request.isPresent()) {
            hearer.objected(request.get(), problemOf(error));
        } else {
            hearer.foreign();
        }
    }

    private Optional<EchoRequest> quoted(int index) {
        var quote = echo.quoted(incoming.data(index));
        var request = quote.map(found -> table.at(found.sequence()));
        return request.filter(found -> incoming.concerns(index, found.run().address())
                && quote.get().mark().map(found.mark()::equals).orElse(true));
    }

    private static Outcome.Failed problemOf(ExtendedError error) {
        return switch (error.origin()) {
            case Linux.SO_EE_ORIGIN_ICMP -> Problems.ofIcmp(error);
            case Linux.SO_EE_ORIGIN_ICMP6 -> Problems.ofIcmp6(error);
            default -> new Outcome.Failed(Failure.IO, Errno.name(error.errno()));
        };
    }

    /// How many packets the kernel threw away for want of room since the socket was opened.
    int dropped() {
        return libc().dropped(fd);
    }

    private EchoRequest pending(int index) {
        return Objects.requireNonNull(pending[index]);
    }

    private Libc libc() {
        return loop.libc();
    }
}
