package io.waddleperf.probe.admission;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.UnknownSpec;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/// Decides what becomes of a command before anything is resolved or sent.
public final class Admission {
    /// Of what its cancellation has cut short, or came before.
    public static final Outcome CANCELLED = new Outcome.Refused("cancelled by whoever ordered it");

    private Admission() {}

    /// What becomes of it.
    public sealed interface Verdict {
        /// It may run.
        record Run() implements Verdict {}

        /// Its result is written already; nothing is to do.
        record Duplicate() implements Verdict {}

        /// Nobody waits for it any more, and it has its ending from elsewhere.
        record TooLate() implements Verdict {}

        /// It ends at once with this outcome.
        record End(Outcome outcome) implements Verdict {}
    }

    /// @param done tells of a result's id whether it was written
    public static Verdict decide(Command command, Instant now, Predicate<UUID> done) {
        if (done.test(Ids.result(command.id()))) {
            return new Verdict.Duplicate();
        }
        if (command.isCancellation()) {
            return new Verdict.End(CANCELLED); // before the command itself, which then is a duplicate
        }
        if (command.longOver(now)) {
            return new Verdict.TooLate();
        }
        if (command.spec() instanceof UnknownSpec || command.family() == Family.UNKNOWN) {
            return new Verdict.End(new Outcome.Unsupported("this version of the probe does not know the test"));
        }
        if (expired(command, now)) {
            return refused("expired at " + command.expiresAt());
        }
        if (!command.target().endpoint().fits(command.spec())) {
            return refused("unfit: " + command.target().address() + " has nothing that a "
                    + command.spec().test().wireName() + " test could use");
        }
        return new Verdict.Run();
    }

    public static boolean expired(Command command, Instant now) {
        return now.isAfter(command.expiresAt());
    }

    private static Verdict refused(String reason) {
        return new Verdict.End(new Outcome.Refused(reason));
    }
}
