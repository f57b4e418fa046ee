package io.waddleperf.scheduler;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.RunEvent;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Sends what a schedule orders, or tells why not.
final class Orders {
    private final Outlet outlet;
    private final InstantSource clock;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong withheld = new AtomicLong();

    Orders(Outlet outlet, InstantSource clock) {
        this.outlet = outlet;
        this.clock = clock;
    }

    /// An exclusive test that has no place among the others is not run. Its event has the id of the
    /// one that escalation-streams tells of a slot without an ending, and the reason.
    void send(Command command, SlotPlan slots) {
        Optional<String> objection = slots.objection(command);
        if (objection.isEmpty()) {
            outlet.send(command);
            sent.incrementAndGet();
            return;
        }
        withheld.incrementAndGet();
        String schedule = command.cause() instanceof Cause.Scheduled scheduled ? scheduled.schedule() : null;
        outlet.send(RunEvent.of(
                        command.runId(),
                        command.id(),
                        command.probe(),
                        RunEvent.Kind.MISSED,
                        clock.instant(),
                        "no slot: " + objection.get())
                .about(new RunEvent.Subject(
                        command.target().id(), command.check(), command.tier(), schedule, command.dueAt(), null)));
    }

    /// How many commands were sent.
    long sent() {
        return sent.get();
    }

    /// Slots of exclusive tests for which their ends have no room.
    long withheld() {
        return withheld.get();
    }
}
