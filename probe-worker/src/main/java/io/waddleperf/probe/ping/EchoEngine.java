package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.nativenet.ControlData;
import io.waddleperf.probe.nativenet.Linux;
import io.waddleperf.probe.nativenet.PollLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// All pings of one address family: one socket, on the one socket thread, for any number of runs.
///
/// Runs wait in a heap by when their next request is due. Those due together leave in one call; what
/// comes is matched in [EchoTable]. A request that finds no room, in the table or in the socket's
/// buffer, is withheld and told as such: it never counts as lost.
final class EchoEngine implements EchoWire.Hearer {
    /// So many requests at once; then others of the socket thread have their turn.
    private static final int MOST_AT_ONCE = 256;

    /// Where the socket could not be read empty before a run was to end.
    private static final long AGAIN_NANOS = 1_000_000;

    /// How often it is looked whether the kernel threw packets away.
    private static final long LOOK_NANOS = 1_000_000_000;

    private final PollLoop.Loop loop;
    private final EchoTable table;
    private final EchoWire wire;
    private final PriorityQueue<EchoRun> schedule = new PriorityQueue<>(Comparator.comparingLong(EchoRun::dueNanos));
    private final List<EchoRun> complete = new ArrayList<>();
    private long armedNanos;
    private boolean armed;

    private int dropped;
    private long droppedSinceNanos;
    private long sent;
    private long answered;
    private long duplicates;
    private long foreign;
    private long withheld;

    /// @param fd            from [EchoSocket#open]; closed with the loop
    /// @param firstSequence 16 bits
    EchoEngine(PollLoop.Loop loop, int fd, Echo echo, int firstSequence) {
        this.loop = loop;
        this.table = new EchoTable(firstSequence);
        this.wire = new EchoWire(loop, fd, echo, table, this);
        this.droppedSinceNanos = loop.nanos();
        loop.watch(fd, Linux.POLLIN, this::ready);
    }

    void start(EchoRun run) {
        schedule.add(run);
        arm();
    }

    /// Nobody waits for the run any more.
    void abandon(EchoRun run) {
        end(run);
    }

    EchoCounts counts() {
        return new EchoCounts(
                sent,
                answered,
                duplicates,
                foreign,
                withheld,
                Integer.toUnsignedLong(wire.dropped()),
                table.size(),
                schedule.size());
    }

    private void ready(int events) {
        boolean errorsOnly = (events & Linux.POLLIN) == 0 && wire.hearErrors();
        if (!errorsOnly) { // or an error without an entry in the queue, which only a call takes away
            wire.hear();
        }
        endComplete();
    }

    /// What is overdue already is left to the next turn of the loop.
    private void arm() {
        var next = schedule.peek();
        if (next != null && (!armed || next.dueNanos() - armedNanos < 0)) {
            long dueNanos = Math.max(next.dueNanos(), loop.nanos());
            armed = true;
            armedNanos = dueNanos;
            loop.at(dueNanos, () -> due(dueNanos));
        }
    }

    private void due(long nanos) {
        if (!armed || nanos != armedNanos) {
            return; // another came before it
        }
        armed = false;
        try {
            ask();
            wire.hear();
            endComplete();
        } finally {
            arm(); // what broke with one run keeps no other from its turn
        }
    }

    private void ask() {
        long nowNanos = loop.nanos();
        if (nowNanos - droppedSinceNanos > LOOK_NANOS) {
            lookForDrops();
        }
        var run = schedule.peek();
        for (int i = 0; i < MOST_AT_ONCE && run != null && run.dueNanos() - nowNanos <= run.slackNanos(); i++) {
            schedule.remove();
            next(run, nowNanos);
            run = schedule.peek();
        }
        wire.flush();
    }

    private void next(EchoRun run, long nowNanos) {
        if (run.cancelled()) {
            end(run);
        } else if (!run.allAsked()) {
            ask(run, nowNanos);
            schedule.add(run);
        } else {
            endOfTime(run, nowNanos);
        }
    }

    private void ask(EchoRun run, long nowNanos) {
        boolean alone = !run.stamping();
        if (alone) {
            wire.flush();
        }
        var request = table.claim(run, run.asked(), nowNanos);
        run.asks(request, nowNanos);
        if (request.isEmpty()) {
            withheld++;
            return;
        }
        wire.add(request.get());
        if (alone) {
            wire.flush();
        }
    }

    private void endOfTime(EchoRun run, long nowNanos) {
        wire.flush();
        if (wire.hear()) {
            complete.add(run);
        } else {
            run.waitsUntil(nowNanos + AGAIN_NANOS);
            schedule.add(run);
        }
    }

    @Override
    public void left(int packets) {
        sent += packets;
    }

    @Override
    public void answered(EchoRequest request, ControlData control, long nowNanos) {
        var run = request.run();
        if (!request.answer(control.stampNs(), nowNanos, control.hopLimit())) {
            duplicates++;
            return;
        }
        answered++;
        run.answered();
        if (run.settled()) {
            complete.add(run);
        }
    }

    @Override
    public void objected(EchoRequest request, Outcome.Failed problem) {
        request.run().note(problem);
    }

    @Override
    public void refused(EchoRequest request, int errno) {
        request.refused();
        request.run().note(Problems.ofErrno(errno, request.run().plan().payloadBytes()));
    }

    @Override
    public void noRoomFor(EchoRequest request) {
        withheld++;
        request.run().withholds(request);
        table.release(request);
    }

    @Override
    public void foreign() {
        foreign++;
    }

    private void endComplete() {
        if (complete.isEmpty()) {
            return;
        }
        wire.hearErrors(); // stamps of the last packets
        complete.forEach(this::end);
        complete.clear();
    }

    private void end(EchoRun run) {
        if (run.ended()) {
            return;
        }
        schedule.remove(run);
        if (run.unanswered()) {
            lookForDrops();
        }
        run.end(table);
        run.report();
    }

    /// An answer that the kernel threw away here was not lost on the way.
    private void lookForDrops() {
        int now = wire.dropped();
        if (now != dropped) {
            table.doubt(droppedSinceNanos);
        }
        dropped = now;
        droppedSinceNanos = loop.nanos();
    }
}
