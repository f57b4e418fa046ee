package io.waddleperf.probe.autonomy;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import io.waddleperf.probe.autonomy.KeptAssignment.Kept;
import io.waddleperf.probe.execution.CommandRunner;
import io.waddleperf.probe.outbox.BrokerContact;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Orders the probe's own tests of tier 1 while Kafka is away, slot by slot as a scheduler would.
///
/// A slot's command has the same id from here and from the scheduler, so what was run here is done
/// when the scheduler's command for it is read afterwards, and each slot has one ending. Exclusive
/// tests wait: nobody holds their ends. Slots are told by the broker's time, which a wrong clock
/// of this machine does not change.
public final class Autonomy implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Autonomy.class.getName());
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int TIER = 1;

    /// How late a slot may still be run, as the scheduler has it.
    private static final Duration GOOD_FOR = Duration.ofSeconds(30);

    /// A clock that moved by more is noted, for a start without Kafka.
    private static final Duration MOVED = Duration.ofSeconds(1);

    private final KeptAssignment file;
    private final BrokerContact contact;
    private final Duration after;
    private final CommandRunner.Clocks clocks;
    private final Sink sink;
    private final Thread thread = Thread.ofPlatform().name("autonomy").daemon().unstarted(this::run);
    private final Map<Long, Instant> next = new HashMap<>();
    private @Nullable Kept kept;
    private boolean alone;

    /// Where the tests go.
    public interface Sink {
        boolean hasRoom();

        /// May block for a while when much is in hand.
        void accept(Command command) throws InterruptedException;
    }

    /// @param file  for the assignment
    /// @param after so long without an answer from Kafka
    public Autonomy(Path file, BrokerContact contact, Duration after, CommandRunner.Clocks clocks, Sink sink) {
        this.file = new KeptAssignment(file);
        this.contact = contact;
        this.after = after;
        this.clocks = clocks;
        this.sink = sink;
        this.kept = this.file.read().orElse(null);
    }

    public void start() {
        thread.start();
    }

    /// Ignores an older version.
    public synchronized void accept(Assignment assignment) {
        Kept before = kept;
        if (before == null || assignment.version() > before.assignment().version()) {
            keep(new Kept(assignment, before == null ? Duration.ZERO : before.ahead()));
        }
    }

    private void keep(Kept one) {
        kept = one;
        file.keep(one);
    }

    private void run() {
        try {
            while (true) {
                clocks.pause().nanos(LOOK.toNanos());
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the probe ends
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "autonomy has ended; while Kafka is away, nothing is tested", e);
        }
    }

    /// What is due by now.
    void step() throws InterruptedException {
        Kept now = lookAtClock();
        boolean lost = contact.ago().compareTo(after) > 0;
        if (lost != alone) {
            alone = lost;
            next.clear();
            LOG.info(lost ? "Kafka is away: tests of tier 1 go on by themselves" : "Kafka is back");
        }
        if (lost && now != null) {
            Instant brokerTime = brokerTime(now);
            for (var item : now.assignment().items()) {
                runDue(now, item, brokerTime);
            }
        }
    }

    private synchronized @Nullable Kept lookAtClock() {
        Kept before = kept;
        var brokerTime = contact.brokerTime();
        if (before != null && brokerTime.isPresent()) {
            var ahead = Duration.between(brokerTime.get(), clocks.time().instant());
            if (ahead.minus(before.ahead()).abs().compareTo(MOVED) > 0) {
                keep(new Kept(before.assignment(), ahead));
            }
        }
        return kept;
    }

    private Instant brokerTime(Kept now) {
        return contact.brokerTime().orElseGet(() -> clocks.time().instant().minus(now.ahead()));
    }

    private void runDue(Kept now, Assignment.Item item, Instant brokerTime) throws InterruptedException {
        if (item.spec().test().exclusive()) {
            return;
        }
        String probe = now.assignment().probe();
        long series = Ids.series(probe, item.target().id(), item.check(), item.family());
        Instant earliest = item.slotAfter(later(item.firstAt(), brokerTime.minus(goodFor(item))));
        // what was ordered and done before, or missed meanwhile: the former is known by its id
        Instant slot = later(next.getOrDefault(series, earliest), earliest);
        while (!slot.isAfter(brokerTime) && sink.hasRoom()) {
            sink.accept(command(now, item, slot));
            slot = item.slotAfter(slot);
        }
        next.put(series, slot);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration goodFor(Assignment.Item item) {
        var interval = Duration.ofNanos(item.intervalUs() * 1_000);
        return interval.compareTo(GOOD_FOR) < 0 ? interval : GOOD_FOR;
    }

    /// It expires by this machine's clock, since that is the one that will be asked.
    private Command command(Kept now, Assignment.Item item, Instant slot) {
        Instant expiresAt = slot.plus(goodFor(item))
                .plus(Duration.between(brokerTime(now), clocks.time().instant()));
        return Command.of(
                new Cause.Autonomous(item.schedule(), slot),
                now.assignment().probe(),
                item.target(),
                item.check(),
                item.family(),
                item.spec(),
                TIER,
                slot,
                expiresAt);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(Duration.ofMillis(500));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
