package io.waddleperf.scheduler;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;

/// The exclusive tests that no schedule ordered: each gets the next time at which both its ends are
/// free of the schedules' tests and of one another, within its deadline, or the reason why not.
///
/// Pure: the caller brings the time. Not safe for threads.
final class Bookings {
    /// That run or wait at the same time.
    private static final int MOST = 1_000;

    /// Nobody waits longer, and until then the topic of reservations keeps what was promised.
    private static final Duration FARTHEST = Duration.ofMinutes(50);

    /// Holds that are passed over in search of a free time.
    private static final int MOST_TRIES = 1_000;

    private final Map<UUID, Reservation> held = new HashMap<>();

    /// By this scheduler, and not sent yet.
    private final Set<UUID> promised = new HashSet<>();

    private final PriorityQueue<Reservation> waiting = new PriorityQueue<>(Comparator.comparing(Reservation::from)
            .thenComparing(one -> one.command().id()));

    /// What became of an order.
    sealed interface Answer {
        record Booked(Reservation reservation) implements Answer {}

        record Refused(String reason) implements Answer {}
    }

    /// An order that was given before keeps the time that it got.
    Answer book(Command command, SlotPlan slots, Instant now) {
        held.values().removeIf(one -> !one.until().isAfter(now));
        Reservation known = held.get(command.id());
        if (known != null) {
            return new Answer.Booked(known);
        }
        if (held.size() >= MOST) {
            return new Answer.Refused(MOST + " exclusive tests run or wait for their time already");
        }
        return search(command, slots, now);
    }

    private Answer search(Command command, SlotPlan slots, Instant now) {
        var ends = Ends.of(command.probe(), command.target());
        var length = Hold.of(command.spec());
        Instant from = command.dueAt().isAfter(now) ? command.dueAt() : now;
        if (from.isAfter(now.plus(FARTHEST))) {
            return new Answer.Refused("it is due at " + from + ", and no slot is held so long ahead");
        }
        Instant latest = latest(command, from, now);
        for (int tries = 0; ; tries++) {
            Optional<Hold.Taken> taken = taken(ends, from, from.plus(length), slots);
            if (taken.isEmpty()) {
                return new Answer.Booked(put(command, ends, from, command.expiresAt()));
            }
            from = taken.get().until();
            if (from.isAfter(latest) || tries == MOST_TRIES) {
                return new Answer.Refused(
                        taken.get().text() + ", and it may start until " + latest.truncatedTo(ChronoUnit.SECONDS));
            }
        }
    }

    /// An order that is good for less than the way to the probe takes may start at once.
    private static Instant latest(Command command, Instant from, Instant now) {
        Instant inTime = command.expiresAt().minus(Hold.START_WITHIN);
        Instant farthest = now.plus(FARTHEST);
        Instant latest = inTime.isBefore(farthest) ? inTime : farthest;
        return latest.isBefore(from) ? from : latest;
    }

    private Optional<Hold.Taken> taken(Set<String> ends, Instant from, Instant until, SlotPlan slots) {
        return slots.taken(ends, from, until)
                .or(() -> held.values().stream()
                        .filter(one -> one.from().isBefore(until) && one.until().isAfter(from))
                        .flatMap(one -> one.ends().stream()
                                .filter(ends::contains)
                                .map(end -> new Hold.Taken(end, name(one.command()), one.until())))
                        .max(Comparator.comparing(Hold.Taken::until)));
    }

    private Reservation put(Command command, Set<String> ends, Instant from, Instant latest) {
        Instant last = from.plus(Hold.START_WITHIN);
        var sent = command.expiresAt().isBefore(last) ? command : command.goodUntil(last);
        var reservation =
                new Reservation(sent, List.copyOf(ends), from, from.plus(Hold.of(command.spec())), latest, false);
        hold(reservation);
        promised.add(command.id());
        return reservation;
    }

    /// What this or another scheduler promised; of two for a command the later word counts.
    void hold(Reservation reservation) {
        UUID command = reservation.command().id();
        Reservation before = reservation.isWithdrawn() ? held.remove(command) : held.put(command, reservation);
        if (before != null) {
            waiting.remove(before);
        }
        if (!Boolean.TRUE.equals(reservation.settled())) {
            waiting.add(reservation);
        }
    }

    /// Promises whose time has come.
    ///
    /// @param send   in time
    /// @param moved  to another time, since a changed plan needs an end of theirs
    /// @param missed what will not run
    record Due(List<Reservation> send, List<Reservation> moved, List<Missed> missed) {
        boolean isEmpty() {
            return send.isEmpty() && moved.isEmpty() && missed.isEmpty();
        }
    }

    /// @param reason in words
    record Missed(Reservation reservation, String reason) {}

    /// Each once. `slots` may be others than when the promise was made.
    ///
    /// What is too late now was sent by nobody, or an earlier scheduler ended in the moment between
    /// sending it and saying so. Where that one was of a version that never said so, nothing is told.
    Due due(SlotPlan slots, Instant now) {
        var due = new Due(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        while (!waiting.isEmpty() && !waiting.element().from().isAfter(now)) {
            var one = waiting.remove();
            boolean ours = promised.remove(one.command().id());
            if (!one.command().expiresAt().isBefore(now)) {
                sendOrMove(one, slots, now, due);
            } else if (ours || one.settled() != null) {
                due.missed().add(new Missed(settled(one), "its slot passed before it could be sent"));
            }
        }
        held.values().removeIf(one -> !one.until().isAfter(now));
        return due;
    }

    private void sendOrMove(Reservation one, SlotPlan slots, Instant now, Due due) {
        if (slots.taken(Set.copyOf(one.ends()), now, one.until()).isEmpty()) {
            due.send().add(settled(one));
            return;
        }
        held.remove(one.command().id());
        Instant latest = one.latest();
        Command command = latest == null ? one.command() : one.command().goodUntil(latest);
        switch (search(command, slots, now)) {
            case Answer.Booked(Reservation later) -> due.moved().add(later);
            case Answer.Refused(String reason) -> due.missed().add(new Missed(settled(one), "no slot: " + reason));
        }
    }

    private Reservation settled(Reservation one) {
        var settled = one.asSettled();
        held.put(one.command().id(), settled);
        return settled;
    }

    /// Takes back what was promised and not sent; its ends are free for others again.
    ///
    /// @return the promise as it is kept from now on; empty where there is none that waits
    Optional<Reservation> withdraw(UUID command) {
        Reservation one = held.get(command);
        if (one == null || !waiting.remove(one)) {
            return Optional.empty();
        }
        promised.remove(command);
        held.remove(command);
        return Optional.of(one.asWithdrawn());
    }

    /// Whether it was sent to its probe, and may run there.
    boolean isSent(UUID command) {
        Reservation one = held.get(command);
        return one != null && !waiting.contains(one);
    }

    /// How many run or wait.
    int size() {
        return held.size();
    }

    void clear() {
        promised.clear();
        held.clear();
        waiting.clear();
    }

    private static String name(Command command) {
        return command.check() + " from " + command.probe() + " to "
                + command.target().id() + " (run " + command.runId() + ')';
    }
}
