package io.waddleperf.benchmarks;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Ids;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/// A time at which a series of a probe is due. What a command and a result of it are called follows from it
/// alone, so that nobody has to be asked what should be there.
record Slot(String probe, Assignment.Item item, Instant at) {
    /// All of an assignment from one time on and before the other.
    static Stream<Slot> of(Assignment assignment, Instant from, Instant until) {
        return assignment.items().stream()
                .filter(item -> !item.spec().test().exclusive())
                .flatMap(item -> Stream.iterate(
                                item.slotAfter(from.minusNanos(1_000)), at -> at.isBefore(until), item::slotAfter)
                        .map(at -> new Slot(assignment.probe(), item, at)));
    }

    UUID command() {
        return Ids.command(
                new Cause.Scheduled(item.schedule(), at),
                1,
                probe,
                item.target().id(),
                item.check(),
                item.family());
    }

    UUID result() {
        return Ids.result(command());
    }

    @Override
    public String toString() {
        return probe + " → " + item.target().id() + ' ' + item.check() + " at " + at;
    }
}
