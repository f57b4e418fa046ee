package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Cause;
import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.probe.measure.Onlooker;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Tells the steps of commands on demand, since somebody waits for them. Nobody watches a test of a
/// schedule, and each second of it comes with its result.
final class Steps {
    /// Is told none, so that none are made.
    static final Consumer<RunEvent> NOBODY = _ -> {};

    private final Consumer<RunEvent> events;
    private final InstantSource time;

    Steps(Consumer<RunEvent> events, InstantSource time) {
        this.events = events;
        this.time = time;
    }

    void tell(Command command, RunEvent.Kind kind) {
        if (isAwaited(command)) {
            events.accept(RunEvent.of(command.runId(), command.id(), command.probe(), kind, time.instant(), ""));
        }
    }

    /// Passes on what the test of that command sees.
    Onlooker onlooker(Command command) {
        return isAwaited(command) ? new Progress(command) : Onlooker.NOBODY;
    }

    private boolean isAwaited(Command command) {
        return command.cause() instanceof Cause.OnDemand && !events.equals(NOBODY);
    }

    /// Off the test's thread, which a broker that is away would hold up. While one is told none else is:
    /// the next one is newer.
    private final class Progress implements Onlooker {
        private final Command command;
        private final AtomicBoolean telling = new AtomicBoolean();

        Progress(Command command) {
            this.command = command;
        }

        @Override
        public void saw(Details.Interval part) {
            if (telling.compareAndSet(false, true)) {
                var event = RunEvent.progress(command, time.instant(), part);
                Thread.ofVirtual().name("progress").start(() -> tell(event));
            }
        }

        private void tell(RunEvent event) {
            try {
                events.accept(event);
            } finally {
                telling.set(false);
            }
        }
    }
}
