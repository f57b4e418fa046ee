package io.waddleperf.probe.autonomy;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import io.waddleperf.probe.autonomy.KeptAssignment.Kept;
import io.waddleperf.probe.measure.Pause;
import io.waddleperf.probe.outbox.BrokerContact;
import io.waddleperf.probe.outbox.BrokerTime;
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
/// tests wait: nobody holds their ends. Slots go by the broker's time, as far as it is known.
public final class Autonomy implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Autonomy.class.getName());
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int TIER = 1;

    /// A clock that moved by more is noted, for a start without Kafka.
    private static final Duration MOVED = Duration.ofSeconds(1);

    private final KeptAssignment file;
    private final BrokerContact contact;
    private final BrokerTime brokerTime;
    private final Duration after;
    private final Pause pause;
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

    /// @param probe      its id
    /// @param file       for the assignment
    /// @param brokerTime corrected by what is known of it from before
    /// @param after      so long without an answer from Kafka
    public Autonomy(
            String probe,
            Path file,
            BrokerContact contact,
            BrokerTime brokerTime,
            Duration after,
            Pause pause,
            Sink sink) {
        this.file = new KeptAssignment(file);
        this.contact = contact;
        this.brokerTime = brokerTime;
        this.after = after;
        this.pause = pause;
        this.sink = sink;
        this.kept = this.file
                .read()
                .filter(one -> one.assignment().probe().equals(probe)) // else the directory had another's
                .orElse(null);
        if (kept != null) {
            brokerTime.assume(kept.ahead());
        }
    }

    public void start() {
        thread.start();
    }

    /// Ignores an older version.
    public synchronized void accept(Assignment assignment) {
        Kept before = kept;
        if (before == null || assignment.version() > before.assignment().version()) {
            keep(new Kept(assignment, brokerTime.ahead()));
        }
    }

    private void keep(Kept one) {
        kept = one;
        file.keep(one);
    }

    /// It is to test nothing any more.
    public synchronized void dismissed() {
        kept = null;
        file.forget();
    }

    private void run() {
        try {
            while (true) {
                pause.nanos(LOOK.toNanos());
                lookAround();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the probe ends
        }
    }

    private void lookAround() throws InterruptedException {
        try {
            step();
        } catch (RuntimeException e) { // one time that goes wrong is not the end of it
            LOG.log(Level.SEVERE, "what is due without Kafka could not be ordered", e);
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
            Instant time = brokerTime.instant();
            for (var item : now.assignment().items()) {
                runDue(now.assignment().probe(), item, time);
            }
        }
    }

    private synchronized @Nullable Kept lookAtClock() {
        Kept before = kept;
        if (before != null && brokerTime.ahead().minus(before.ahead()).abs().compareTo(MOVED) > 0) {
            keep(new Kept(before.assignment(), brokerTime.ahead()));
        }
        return kept;
    }

    private void runDue(String probe, Assignment.Item item, Instant now) throws InterruptedException {
        if (item.spec().test().exclusive()) {
            return;
        }
        long series = Ids.series(probe, item.target().id(), item.check(), item.family());
        Instant earliest = item.slotAfter(later(item.firstAt(), now.minus(item.goodFor())));
        // what was ordered and done before, or missed meanwhile: the former is known by its id
        Instant slot = later(next.getOrDefault(series, earliest), earliest);
        if (slot.isAfter(item.slotAfter(now))) {
            slot = earliest; // the clock was set back
        }
        while (!slot.isAfter(now) && sink.hasRoom()) {
            sink.accept(command(probe, item, slot));
            slot = item.slotAfter(slot);
        }
        next.put(series, slot);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Command command(String probe, Assignment.Item item, Instant slot) {
        return Command.of(
                new Cause.Autonomous(item.schedule(), slot),
                probe,
                item.target(),
                item.check(),
                item.family(),
                item.spec(),
                TIER,
                slot,
                slot.plus(item.goodFor()));
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
