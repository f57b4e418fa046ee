package io.waddleperf.probe.traceroute;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.ping.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One traceroute, on the socket thread: cycles of packets whose TTL grows from 1.
///
/// Normally packets leave every 10 ms and answers find their packet by its number. Where a packet
/// must be settled before the next may leave (TCP; UDP behind a router whose errors quote too
/// little to tell the number) each waits for its answer, or for its patience to end.
final class TraceRun implements TraceWire.Listener {
    private static final long SPACING_NANOS = 10_000_000;

    /// One at a time, so many silent hops in a row end a cycle, as in mtr.
    private static final int MOST_SILENT = 5;

    private static final long LEAST_PATIENCE_NANOS = 300_000_000;

    /// One at a time, a silent hop may cost this part of the time that is left.
    private static final int PATIENCE_PART = 8;

    private final PollLoop.Loop loop;
    private final TracerouteSpec plan;
    private final long endNanos;
    private final TraceWire wire;
    private final CompletableFuture<TraceReport> done;
    private final List<TracePacket> packets = new ArrayList<>();
    private boolean oneAtATime;
    private long cycleNanos;
    private int cycle;
    private int ttl;
    private int targetTtl = Integer.MAX_VALUE;
    private int deadEndTtl = Integer.MAX_VALUE;
    private int silent;
    private boolean allSent;
    private boolean finished;
    private int turn;
    private Outcome.@Nullable Failed problem;

    TraceRun(
            PollLoop.Loop loop,
            TracerouteSpec plan,
            long limitNanos,
            TraceWire wire,
            CompletableFuture<TraceReport> done) {
        this.loop = loop;
        this.plan = plan;
        this.endNanos = loop.nanos() + limitNanos;
        this.wire = wire;
        this.done = done;
        this.oneAtATime = wire.oneAtATime();
        this.cycleNanos = loop.nanos();
    }

    void start() {
        wire.listen(this);
        loop.at(endNanos, this::finish);
        step();
    }

    /// Takes back the step that is planned, if one is.
    private void next(long nanos) {
        int mine = ++turn;
        loop.at(nanos, () -> {
            if (mine == turn) {
                step();
            }
        });
    }

    private void step() {
        if (oneAtATime) {
            giveUpLast();
        }
        if (finished || allSent || done.isCancelled()) {
            finish();
        } else if (ttl < Math.min(plan.maxHops(), Math.min(targetTtl, deadEndTtl))) {
            send();
        } else if (cycle + 1 < plan.cycles()) {
            cycleNanos = Math.max(cycleNanos + plan.intervalUs() * 1_000, loop.nanos());
            begin(cycle + 1);
        } else {
            allSent = true;
            next(packets.isEmpty() ? loop.nanos() : packets.getLast().sentNanos() + timeoutNanos());
            finishIfSettled();
        }
    }

    private void begin(int nextCycle) {
        cycle = nextCycle;
        ttl = 0;
        deadEndTtl = Integer.MAX_VALUE;
        silent = 0;
        next(cycleNanos);
    }

    private void send() {
        ttl++;
        int prepared = wire.prepare(ttl);
        var packet = new TracePacket(ttl, cycle, loop.libc().realtimeNs(), loop.nanos());
        packets.add(packet);
        int status = prepared < 0 ? prepared : wire.send(packets.size() - 1);
        if (status < 0) {
            packet.withdraw();
            problem = problem == null ? Problems.ofErrno(-status, 0) : problem;
        }
        if (!packet.answered()) { // else the next step is planned already
            next(packet.sentNanos() + (oneAtATime && status >= 0 ? patienceNanos() : SPACING_NANOS));
        }
        wire.collect();
    }

    private long patienceNanos() {
        long most = Math.min(timeoutNanos(), wire.longestWaitNanos());
        return Math.min(most, Math.max(LEAST_PATIENCE_NANOS, (endNanos - loop.nanos()) / PATIENCE_PART));
    }

    private void giveUpLast() {
        if (packets.isEmpty()) {
            return;
        }
        var last = packets.getLast();
        if (last.settled()) {
            silent = last.answered() ? 0 : silent;
            return;
        }
        last.giveUp();
        silent++;
        if (silent == MOST_SILENT) {
            deadEndTtl = Math.min(deadEndTtl, last.ttl());
        }
    }

    @Override
    public void left(int number, long stampNs) {
        if (number < packets.size()) {
            packets.get(number).left(stampNs);
        }
    }

    @Override
    public void heard(OptionalInt number, TraceWire.Word word) {
        var packet = number.isPresent() ? numbered(number.getAsInt()) : onlyOneThatWaits();
        if (packet == null || packet.settled() || loop.nanos() - packet.sentNanos() > timeoutNanos()) {
            return; // a second answer, or one that came too late
        }
        packet.answered(word, loop.nanos());
        switch (word.reading().step()) {
            case HOP -> {}
            case TARGET -> targetTtl = Math.min(targetTtl, packet.ttl());
            case DEAD_END -> deadEndTtl = packet.cycle() == cycle ? Math.min(deadEndTtl, packet.ttl()) : deadEndTtl;
        }
        if (allSent) {
            finishIfSettled();
        } else if (oneAtATime && packet == packets.getLast()) {
            next(Math.max(loop.nanos(), packet.sentNanos() + SPACING_NANOS));
        }
    }

    private @Nullable TracePacket numbered(int number) {
        return number < packets.size() ? packets.get(number) : null;
    }

    /// Whose an answer without a number is. Where it may be that of several, nothing that was sent
    /// so counts, and the run begins again with one packet at a time.
    private @Nullable TracePacket onlyOneThatWaits() {
        var waiting = packets.stream()
                .filter(packet -> !packet.settled() && loop.nanos() - packet.sentNanos() <= timeoutNanos())
                .toList();
        if (waiting.size() > 1 && !oneAtATime && !finished) {
            packets.forEach(TracePacket::withdraw);
            oneAtATime = true;
            allSent = false;
            targetTtl = Integer.MAX_VALUE;
            cycleNanos = loop.nanos() + patienceNanos(); // until no answer to the old ones is on its way
            begin(0);
        }
        return waiting.size() == 1 ? waiting.getFirst() : null;
    }

    /// Not at once: who calls may still read from the socket.
    private void finishIfSettled() {
        if (packets.stream().allMatch(packet -> packet.settled() || packet.ttl() > targetTtl)) {
            next(loop.nanos());
        }
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        wire.close();
        done.complete(report());
    }

    private TraceReport report() {
        var trials = new ArrayList<TraceReport.Trial>();
        var source = TimestampSource.KERNEL_TX_RX;
        boolean anyAnswer = false;
        for (var packet : packets) {
            boolean cutShort = !packet.settled() && loop.nanos() - packet.sentNanos() < timeoutNanos();
            if (packet.withdrawn() || cutShort) {
                continue;
            }
            trials.add(packet.trial());
            if (packet.answered()) {
                anyAnswer = true;
                source = packet.source().compareTo(source) > 0 ? packet.source() : source; // best comes first
            }
        }
        return new TraceReport(
                wire.method(),
                wire.protocol(),
                trials,
                anyAnswer ? source : TimestampSource.USER,
                Optional.ofNullable(problem));
    }

    private long timeoutNanos() {
        return plan.timeoutUs() * 1_000;
    }
}
