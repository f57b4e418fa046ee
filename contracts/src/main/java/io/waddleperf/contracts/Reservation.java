package io.waddleperf.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Both ends of an exclusive test are held for it; internal to the scheduler, which sends the
/// command when its time has come, also after a restart or by another scheduler.
///
/// @param command as it will be sent
/// @param ends    what is held, in words, such as `probe muc-1` and `host 192.0.2.7`
/// @param until   when the test has ended at the latest
/// @param latest  until when it may start where this slot cannot be kept; null where nobody said
/// @param settled whether the command was sent, or it was told why not; null where nobody said, as
///                before schedulers did
public record Reservation(
        Command command,
        List<String> ends,
        Instant from,
        Instant until,
        @Nullable Instant latest,
        @Nullable Boolean settled) {
    public Reservation {
        Require.present("command", command);
        ends = List.copyOf(ends);
        Require.range("ends", ends.size(), 1, 8);
        from = Require.micros("from", from);
        until = Require.micros("until", until);
        Require.that(until.isAfter(from), "until", until, "must be after from, which is " + from);
        latest = latest == null ? null : Require.micros("latest", latest);
    }

    /// The same, of which nobody waits for an ending from the scheduler any more.
    public Reservation asSettled() {
        return new Reservation(command, ends, from, until, latest, true);
    }

    /// The same, which was taken back: it holds nothing at any time that is still to come, and was not sent.
    public Reservation asWithdrawn() {
        return new Reservation(command, ends, Instant.EPOCH, Instant.EPOCH.plusMillis(1), latest, true);
    }

    public boolean isWithdrawn() {
        return from.equals(Instant.EPOCH);
    }
}
