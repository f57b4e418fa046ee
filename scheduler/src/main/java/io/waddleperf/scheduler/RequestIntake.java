package io.waddleperf.scheduler;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Request;
import io.waddleperf.contracts.Reservation;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/// Makes commands of what somebody, or the rules of escalation, asked for. The ids of the commands
/// follow from the request, so a request that is read twice after a crash is run once.
///
/// An exclusive test is sent when both its ends are free; until then the reservation on its topic
/// stands for it.
final class RequestIntake {
    private static final String NO_WORK = "the probe is disabled";

    private final Supplier<Known> known;
    private final Bookings bookings;
    private final Outlet outlet;
    private final InstantSource clock;

    RequestIntake(Supplier<Known> known, Bookings bookings, Outlet outlet, InstantSource clock) {
        this.known = known;
        this.bookings = bookings;
        this.outlet = outlet;
        this.clock = clock;
    }

    void take(ConsumerRecord<String, byte[]> record) {
        try {
            var request = WireCodec.read(Request.class, record.value());
            if (Boolean.TRUE.equals(request.cancelled())) {
                cancel(request);
            } else {
                serve(request);
            }
        } catch (KafkaException e) {
            throw e; // the clients are in trouble, not the record
        } catch (RuntimeException e) { // no record may stop the next one
            outlet.bury(record, String.valueOf(e.getMessage()));
        }
    }

    /// Sends the exclusive tests whose time has come, and tells which will not run.
    ///
    /// @return what is to be settled once Kafka has taken all of it
    Bookings.Due sendDue() {
        Instant now = clock.instant();
        var due = bookings.due(known.get().slots(), now);
        withhold(due);
        due.send().forEach(one -> outlet.send(one.command()));
        due.moved().forEach(one -> {
            outlet.send(one);
            queued(one.command(), slot(one) + ", since schedules have changed", now);
        });
        due.missed().forEach(one -> refuse(one.reservation().command(), one.reason(), now));
        return due;
    }

    /// What waited for its slot is new work, too.
    private void withhold(Bookings.Due due) {
        due.send().removeIf(one -> {
            Probe probe = known.get().probes().get(one.command().probe());
            boolean withheld = probe != null && !probe.enabled();
            if (withheld) {
                due.missed().add(new Bookings.Missed(one, NO_WORK));
            }
            return withheld;
        });
    }

    /// Writes, for the next owner of these promises, that nobody waits for them any more.
    void settle(Bookings.Due due) {
        due.send().forEach(one -> outlet.send(one));
        due.missed().forEach(one -> outlet.send(one.reservation()));
    }

    private void serve(Request request) {
        Instant now = clock.instant();
        for (var command : request.commands()) {
            String refusal = refusal(request, command.probe(), now);
            if (!refusal.isEmpty()) {
                refuse(command, refusal, now);
            } else if (command.spec().test().exclusive()) {
                book(command, now);
            } else {
                queued(command, "", now);
                outlet.send(command);
            }
        }
    }

    /// What waits for its slot here is not sent; what its probe has is cut short there, and ends in a result. What has
    /// its ending from here already, as it got no slot, gets no other one from its probe.
    private void cancel(Request request) {
        Instant now = clock.instant();
        for (var command : request.commands()) {
            var withdrawn = bookings.withdraw(command.id());
            if (withdrawn.isPresent()) {
                outlet.send(withdrawn.get());
                refuse(command, "cancelled before its slot", now);
            } else if (!command.spec().test().exclusive() || bookings.isSent(command.id())) {
                outlet.send(command.asCancelled());
            }
        }
    }

    private void book(Command command, Instant now) {
        switch (bookings.book(command, known.get().slots(), now)) {
            case Bookings.Answer.Refused(String reason) -> refuse(command, "no slot: " + reason, now);
            case Bookings.Answer.Booked(Reservation reservation) -> {
                outlet.send(reservation);
                boolean atOnce = Duration.between(now, reservation.from()).toSeconds() < 1;
                queued(command, atOnce ? "" : slot(reservation), now);
            }
        }
    }

    private static String slot(Reservation reservation) {
        return "its slot is at " + reservation.from().truncatedTo(ChronoUnit.SECONDS);
    }

    private String refusal(Request request, String probe, Instant now) {
        if (!now.isBefore(request.expiresAt())) {
            return "expired at " + request.expiresAt();
        }
        Probe found = known.get().probes().get(probe);
        return found == null ? "no such probe" : found.enabled() ? "" : NO_WORK;
    }

    /// Somebody who asked waits for it.
    private void queued(Command command, String detail, Instant now) {
        if (command.cause() instanceof Cause.OnDemand) {
            outlet.send(event(command, RunEvent.Kind.QUEUED, detail, now));
        }
    }

    private void refuse(Command command, String reason, Instant now) {
        if (command.cause() instanceof Cause.OnDemand) {
            outlet.send(event(command, RunEvent.Kind.REJECTED, reason, now));
        } else {
            outlet.send(event(command, RunEvent.Kind.SUPPRESSED, reason, now).about(subject(command)));
        }
    }

    private static RunEvent event(Command command, RunEvent.Kind kind, String detail, Instant now) {
        return RunEvent.of(command.runId(), command.id(), command.probe(), kind, now, detail);
    }

    private static RunEvent.Subject subject(Command command) {
        return new RunEvent.Subject(
                command.target().id(), command.check(), command.tier(), null, command.dueAt(), null);
    }
}
