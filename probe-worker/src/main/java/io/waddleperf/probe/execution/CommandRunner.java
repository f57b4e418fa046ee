package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.probe.admission.Admission;
import io.waddleperf.probe.admission.ExclusiveTurn;
import io.waddleperf.probe.admission.Slots;
import io.waddleperf.probe.admission.TargetPolicy;
import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Pause;
import io.waddleperf.probe.measure.Prober;
import io.waddleperf.probe.measure.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Takes one command to its end, on the caller's virtual thread.
///
/// Each command ends in exactly one result, was done before, or comes too late to be told. A thread that is interrupted
/// writes none: after a restart the command is read again. One whose cancellation comes meanwhile is cut short, and its
/// result says so.
public final class CommandRunner {
    private static final Logger LOG = Logger.getLogger(CommandRunner.class.getName());

    /// What may be tested, and how much of it.
    public record Limits(TargetPolicy policy, TestRates rates, Slots slots) {}

    /// The clocks, and how to wait by them.
    ///
    /// @param orders by which a command has expired
    public record Clocks(InstantSource time, Ticker ticker, Pause pause, InstantSource orders) {
        public Clocks(InstantSource time, Ticker ticker, Pause pause) {
            this(time, ticker, pause, time);
        }

        public Clocks ordersBy(InstantSource orders) {
            return new Clocks(time, ticker, pause, orders);
        }
    }

    /// Is told no steps, so that none are made.
    public static final Consumer<RunEvent> NOBODY = Steps.NOBODY;

    private final Limits limits;
    private final Destinations destinations;
    private final Prober<TestSpec> probers;
    private final Endings writer;
    private final Clocks clocks;
    private final Steps steps;
    private final ExclusiveTurn exclusive = new ExclusiveTurn();
    private final Map<UUID, InHand> inHand = new ConcurrentHashMap<>();

    /// @param events where the steps of on-demand commands are told
    public CommandRunner(
            Limits limits,
            Destinations destinations,
            Prober<TestSpec> probers,
            Endings writer,
            Clocks clocks,
            Consumer<RunEvent> events) {
        this.limits = limits;
        this.destinations = destinations;
        this.probers = probers;
        this.writer = writer;
        this.clocks = clocks;
        this.steps = new Steps(events, clocks.time());
    }

    public int running() {
        return limits.slots().taken();
    }

    public void handle(Command command) throws InterruptedException {
        var hand = new InHand(command);
        InHand other = inHand.putIfAbsent(command.id(), hand);
        if (other != null) {
            if (other.command().isLeftBy(command)) {
                other.cut();
            } else {
                writer.countDuplicate();
            }
            return;
        }
        try {
            switch (Admission.decide(command, clocks.orders().instant(), writer::isDone)) {
                case Admission.Verdict.Duplicate _ -> writer.countDuplicate();
                case Admission.Verdict.TooLate _ -> writer.countTooLate(); // told as missed
                case Admission.Verdict.End end -> end(hand, end.outcome());
                case Admission.Verdict.Run _ -> take(hand);
            }
        } finally {
            inHand.remove(command.id());
        }
    }

    /// To its end, or to its cancellation.
    private void take(InHand hand) throws InterruptedException {
        try {
            hand.begin();
            waitAsTold(hand.command());
            run(hand);
        } catch (InterruptedException e) {
            if (!hand.isCut()) {
                throw e; // the probe ends
            }
            end(hand, Admission.CANCELLED);
        }
    }

    /// Holds no slot meanwhile; whether the command has expired is asked again when it gets one.
    private void waitAsTold(Command command) throws InterruptedException {
        if (command.delayUs() != null) {
            clocks.pause().nanos(command.delayUs() * 1_000);
        }
    }

    /// Every command has an ending, also one that breaks this program.
    private void run(InHand hand) throws InterruptedException {
        var command = hand.command();
        try {
            admitted(hand);
        } catch (RuntimeException e) {
            boolean cut = hand.settle();
            LOG.log(cut ? Level.FINE : Level.SEVERE, e, () -> "command " + command.id() + " broke");
            if (!writer.isDone(Ids.result(command.id()))) {
                end(hand, new Outcome.Failed(Failure.IO, "the probe failed: " + e));
            }
        }
    }

    private void admitted(InHand hand) throws InterruptedException {
        var command = hand.command();
        steps.tell(command, RunEvent.Kind.ACCEPTED);
        var beganAt = now();
        long beganNanos = clocks.ticker().nanos();
        switch (destinations.of(command)) {
            case Destinations.Found.None none ->
                write(hand, beganAt, elapsedUs(beganNanos), Measurement.notRun(none.outcome()));
            case Destinations.Found.OwnResolver own -> allowed(hand, own.destination());
            case Destinations.Found.OwnMachine own -> allowed(hand, own.destination());
            case Destinations.Found.Named named -> {
                var objection = limits.policy().objection(named.destination().address());
                if (objection.isPresent()) {
                    end(hand, new Outcome.Refused(objection.get()));
                } else {
                    allowed(hand, named.destination());
                }
            }
        }
    }

    private void allowed(InHand hand, Destination destination) throws InterruptedException {
        switch (limits.rates().next(destination.address())) {
            case TestRates.Turn.Refused refused -> end(hand, new Outcome.Refused(refused.reason()));
            case TestRates.Turn.After after -> {
                clocks.pause().nanos(after.nanos());
                if (hand.command().spec().test().exclusive()) {
                    alone(hand, destination);
                } else {
                    inSlot(hand, destination);
                }
            }
        }
    }

    /// Waits without a slot, which another test can use meanwhile.
    private void alone(InHand hand, Destination destination) throws InterruptedException {
        var left = Duration.between(clocks.orders().instant(), hand.command().expiresAt());
        var objection = exclusive.begin(left);
        if (objection.isPresent()) {
            end(hand, new Outcome.Refused(objection.get()));
            return;
        }
        try {
            inSlot(hand, destination);
        } finally {
            exclusive.end();
        }
    }

    private void inSlot(InHand hand, Destination destination) throws InterruptedException {
        if (!limits.slots().acquire()) {
            end(hand, new Outcome.Refused(limits.slots().objection()));
            return;
        }
        try {
            if (Admission.expired(hand.command(), clocks.orders().instant())) {
                end(hand, new Outcome.Refused("expired at " + hand.command().expiresAt() + " while it waited"));
            } else {
                run(hand, destination);
            }
        } finally {
            limits.slots().release();
        }
    }

    private void run(InHand hand, Destination destination) throws InterruptedException {
        var command = hand.command();
        steps.tell(command, RunEvent.Kind.STARTED);
        var startedAt = now();
        long startNanos = clocks.ticker().nanos();
        Measurement measurement;
        try {
            var deadline = Deadline.after(clocks.ticker(), command.spec().limitUs() * 1_000);
            measurement = probers.run(command.spec(), destination, deadline, steps.onlooker(command));
        } catch (RuntimeException e) { // our mistake; the run must end all the same
            LOG.log(hand.isCut() ? Level.FINE : Level.SEVERE, "the test of command " + command.id() + " broke", e);
            measurement = Measurement.failed(Failure.IO, "the probe failed: " + e, Measurement.How.NOT_RUN);
        }
        write(hand, startedAt, elapsedUs(startNanos), measurement);
    }

    /// From here on it cannot be cut short. What was measured before the cut came stands.
    private void write(InHand hand, Instant startedAt, long durationUs, Measurement measurement)
            throws InterruptedException {
        boolean lost = hand.settle() && !(measurement.outcome() instanceof Outcome.Measured);
        writer.write(
                hand.command(), startedAt, durationUs, lost ? Measurement.notRun(Admission.CANCELLED) : measurement);
    }

    private long elapsedUs(long sinceNanos) {
        return (clocks.ticker().nanos() - sinceNanos) / 1_000;
    }

    /// Without a test. Where that came out only long after the slot, it has been told as missed.
    private void end(InHand hand, Outcome outcome) throws InterruptedException {
        if (!hand.command().longOver(clocks.orders().instant())) {
            write(hand, now(), 0, Measurement.notRun(outcome));
        }
    }

    private Instant now() {
        return clocks.time().instant();
    }
}
