package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.probe.admission.Admission;
import io.waddleperf.probe.admission.Slots;
import io.waddleperf.probe.admission.TargetPolicy;
import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.measure.Ticker;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Takes one command to its end, on the caller's virtual thread.
///
/// Each command ends in exactly one result, or was done before. A thread that is interrupted writes
/// none: after a restart the command is read again.
public final class CommandRunner {
    private static final Logger LOG = Logger.getLogger(CommandRunner.class.getName());

    /// What may be tested, and how much of it.
    public record Limits(TargetPolicy policy, TestRates rates, Slots slots) {}

    /// The clocks.
    public record Clocks(InstantSource time, Ticker ticker) {}

    private final Limits limits;
    private final Destinations destinations;
    private final Probers probers;
    private final ResultWriter writer;
    private final Clocks clocks;
    private final Consumer<RunEvent> events;
    private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();

    /// @param events where the steps of on-demand commands are told
    public CommandRunner(
            Limits limits,
            Destinations destinations,
            Probers probers,
            ResultWriter writer,
            Clocks clocks,
            Consumer<RunEvent> events) {
        this.limits = limits;
        this.destinations = destinations;
        this.probers = probers;
        this.writer = writer;
        this.clocks = clocks;
        this.events = events;
    }

    public int running() {
        return limits.slots().taken();
    }

    public void handle(Command command) throws InterruptedException {
        if (!inHand.add(command.id())) {
            writer.countDuplicate();
            return;
        }
        try {
            switch (Admission.decide(command, now(), writer::isDone)) {
                case Admission.Verdict.Duplicate _ -> writer.countDuplicate();
                case Admission.Verdict.End end -> end(command, end.outcome());
                case Admission.Verdict.Run _ -> runInSlot(command);
            }
        } finally {
            inHand.remove(command.id());
        }
    }

    private void runInSlot(Command command) throws InterruptedException {
        tell(command, RunEvent.Kind.ACCEPTED);
        if (!limits.slots().acquire()) {
            end(command, new Outcome.Refused(limits.slots().objection()));
            return;
        }
        try {
            if (Admission.expired(command, now())) {
                end(command, new Outcome.Refused("expired at " + command.expiresAt() + " while it waited for a slot"));
            } else {
                run(command);
            }
        } finally {
            limits.slots().release();
        }
    }

    private void run(Command command) throws InterruptedException {
        var startedAt = now();
        long startNanos = clocks.ticker().nanos();
        Measurement measurement;
        try {
            measurement = measure(command);
        } catch (RuntimeException e) { // our mistake; the run must end all the same
            LOG.log(Level.SEVERE, "test of command " + command.id() + " broke", e);
            measurement = Measurement.failed(Failure.IO, "the probe failed: " + e, Measurement.How.NOT_RUN);
        }
        writer.write(command, startedAt, (clocks.ticker().nanos() - startNanos) / 1_000, measurement);
    }

    private Measurement measure(Command command) throws InterruptedException {
        return switch (destinations.of(command)) {
            case Destinations.Found.None none -> Measurement.notRun(none.outcome());
            case Destinations.Found.OwnResolver own -> measure(command, own.destination(), Optional.empty());
            case Destinations.Found.Named named -> {
                InetAddress address = named.destination().address();
                yield measure(command, named.destination(), limits.policy().objection(address));
            }
        };
    }

    private Measurement measure(Command command, Destination destination, Optional<String> policyObjection)
            throws InterruptedException {
        var objection = policyObjection.or(() -> limits.rates().objection(destination.address()));
        if (objection.isPresent()) {
            return Measurement.notRun(new Outcome.Refused(objection.get()));
        }
        tell(command, RunEvent.Kind.STARTED);
        return probers.run(
                command.spec(),
                destination,
                Deadline.after(clocks.ticker(), command.spec().limitUs() * 1_000));
    }

    private void end(Command command, Outcome outcome) throws InterruptedException {
        writer.write(command, now(), 0, Measurement.notRun(outcome));
    }

    private void tell(Command command, RunEvent.Kind kind) {
        if (command.cause() instanceof Cause.OnDemand) {
            events.accept(RunEvent.of(command.runId(), command.id(), command.probe(), kind, now(), ""));
        }
    }

    private Instant now() {
        return clocks.time().instant();
    }
}
