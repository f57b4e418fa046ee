package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Command;

/// A command on the thread that takes it to its end. Another thread can cut it short while it waits or measures, by an
/// interrupt, and not while its result is written: that would close the file of the spool.
final class InHand {
    private final Command command;
    private final Thread thread = Thread.currentThread();
    private Stage stage = Stage.NEW;
    private boolean cut;

    private enum Stage {
        NEW,
        UNDER_WAY,
        SETTLED
    }

    /// On the thread that takes it to its end.
    InHand(Command command) {
        this.command = command;
    }

    Command command() {
        return command;
    }

    /// An interrupt cuts it short from now on.
    ///
    /// @throws InterruptedException it was cut before it began
    synchronized void begin() throws InterruptedException {
        if (cut) {
            throw new InterruptedException("cut before it began");
        }
        stage = Stage.UNDER_WAY;
    }

    /// Comes too late where its result is written already.
    synchronized void cut() {
        cut |= stage != Stage.SETTLED;
        if (stage == Stage.UNDER_WAY) {
            thread.interrupt();
        }
    }

    synchronized boolean isCut() {
        return cut;
    }

    /// It cannot be cut any more. An interrupt that was meant for it ends here; one that ends the probe stays.
    ///
    /// @return whether it was cut before
    synchronized boolean settle() {
        if (cut && stage == Stage.UNDER_WAY) {
            var _ = Thread.interrupted();
        }
        stage = Stage.SETTLED;
        return cut;
    }
}
