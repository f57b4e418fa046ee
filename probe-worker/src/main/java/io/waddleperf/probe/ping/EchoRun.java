package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.nativenet.SocketAddress;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One plan to one address: what of it was sent, answered, or could not be done.
///
/// Lives on the socket thread, where [EchoEngine] sends and hears for it.
final class EchoRun {
    /// Later than this, the machine is short of CPU.
    private static final long LATE_NANOS = 10_000_000;

    /// A request may leave this much early, and a fraction of the interval, to leave with others.
    private static final long MOST_SLACK_NANOS = 1_000_000;

    private static final int SLACK_PARTS = 8;

    private final SocketAddress address;
    private final EchoPlan plan;
    private final long nonce;
    private final CompletableFuture<EchoReport> done;
    private final @Nullable EchoRequest[] requests;
    private long startNanos;
    private long endNanos;
    private int fillerSum = -1;
    private int asked;
    private int answered;
    private int withheld;
    private boolean stamping;
    private boolean late;
    private boolean ended;
    private Outcome.@Nullable Failed problem;

    /// @param nonce not 0, and hard to guess
    EchoRun(InetAddress address, EchoPlan plan, long nonce, CompletableFuture<EchoReport> done) {
        this.address = SocketAddress.onHeap(address);
        this.plan = plan;
        this.nonce = nonce;
        this.done = done;
        this.requests = new EchoRequest[plan.count()];
    }

    /// The run is not in a schedule yet.
    void startsAt(long nanos) {
        startNanos = nanos;
    }

    /// The run is not in a schedule now.
    void waitsUntil(long nanos) {
        endNanos = nanos;
    }

    SocketAddress address() {
        return address;
    }

    EchoPlan plan() {
        return plan;
    }

    long nonce() {
        return nonce;
    }

    /// When the next request is due or, after the last, the end.
    long dueNanos() {
        return allAsked() ? endNanos : startNanos + asked * plan.intervalNanos();
    }

    /// How much earlier than due it may be; an end never is.
    long slackNanos() {
        return allAsked() ? 0 : Math.min(plan.intervalNanos() / SLACK_PARTS, MOST_SLACK_NANOS);
    }

    boolean allAsked() {
        return asked == requests.length;
    }

    /// The sum of what follows the heads of its requests, which are all as long.
    int fillerSum(MemorySegment tail) {
        if (fillerSum < 0) {
            fillerSum = Echo.wordsOf(tail);
        }
        return fillerSum;
    }

    /// The number of the next request.
    int asked() {
        return asked;
    }

    /// @param request empty where there is no room for one
    void asks(Optional<EchoRequest> request, long nowNanos) {
        late |= nowNanos - dueNanos() > LATE_NANOS;
        requests[asked++] = request.orElse(null);
        withheld += request.isEmpty() ? 1 : 0;
        endNanos = nowNanos + plan.timeoutNanos();
    }

    /// There is no room for a request that was to leave.
    void withholds(EchoRequest request) {
        requests[request.mark().number()] = null;
        withheld++;
    }

    /// Whether the kernel stamps what leaves: else packets that leave one after another in one call
    /// would seem slower than they are, each by those before it.
    boolean stamping() {
        return stamping;
    }

    void stamping(boolean seen) {
        stamping = seen;
    }

    void answered() {
        answered++;
    }

    /// Whether nothing can come any more but second answers.
    boolean settled() {
        return answered + withheld == requests.length;
    }

    boolean unanswered() {
        return answered < asked;
    }

    /// The first problem is the one that is told.
    void note(Outcome.Failed what) {
        problem = problem == null ? what : problem;
    }

    boolean cancelled() {
        return done.isDone();
    }

    boolean ended() {
        return ended;
    }

    /// Gives its requests' places in the table back.
    void end(EchoTable table) {
        ended = true;
        for (var request : requests) {
            if (request != null) {
                table.release(request);
            }
        }
    }

    /// Completes the run's future and forgets its requests.
    void report() {
        var replies = new ArrayList<EchoReport.Reply>(answered);
        var withheld = new ArrayList<Integer>();
        var source = TimestampSource.KERNEL_TX_RX;
        for (int i = 0; i < asked; i++) {
            var request = requests[i];
            if (request == null || request.doubtful()) {
                withheld.add(i);
                continue;
            }
            var clock = request.clock();
            if (clock != null && clock.answered() && clock.rttNs() <= plan.timeoutNanos()) {
                replies.add(new EchoReport.Reply(i, clock.rttNs() / 1_000.0, clock.hopLimit()));
                source = clock.source().compareTo(source) > 0 ? clock.source() : source; // best comes first
            }
        }
        Arrays.fill(requests, null);
        done.complete(report(replies, withheld, source));
    }

    /// There is no socket for it.
    void nothingSent(int errno) {
        ended = true;
        note(Problems.ofErrno(errno, plan.payloadBytes()));
        done.complete(report(List.of(), List.of(), TimestampSource.USER));
    }

    /// Our own mistake.
    void broke(RuntimeException e) {
        ended = true;
        done.completeExceptionally(e);
    }

    private EchoReport report(List<EchoReport.Reply> replies, List<Integer> withheld, TimestampSource source) {
        return new EchoReport(
                asked - withheld.size(),
                replies,
                withheld,
                source,
                Optional.ofNullable(problem),
                late || !withheld.isEmpty());
    }
}
