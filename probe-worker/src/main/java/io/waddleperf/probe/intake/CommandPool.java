package io.waddleperf.probe.intake;

import io.waddleperf.contracts.Command;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A virtual thread for each command in hand, and limits on how many those are.
public final class CommandPool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CommandPool.class.getName());
    private static final int MOST_IN_HAND = 512;

    /// Some 3 KiB of heap each.
    private static final int MOST_DELAYED = 2_048;

    private static final long END_LIMIT_MS = 1_500;

    private final Handler handler;
    private final Semaphore room = new Semaphore(MOST_IN_HAND);
    private final Semaphore delayedRoom = new Semaphore(MOST_DELAYED);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("command-", 0).factory());

    /// Takes a command to its end.
    @FunctionalInterface
    public interface Handler {
        void handle(Command command) throws InterruptedException;
    }

    public CommandPool(Handler handler) {
        this.handler = handler;
    }

    /// Blocks while too many of its kind are in hand: those that wait for their delay take no room
    /// from those that run now.
    public void submit(Command command) throws InterruptedException {
        var itsRoom = command.delayUs() == null ? room : delayedRoom;
        itsRoom.acquire();
        threads.execute(() -> run(command, itsRoom));
    }

    private void run(Command command, Semaphore itsRoom) {
        try {
            handler.handle(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the probe ends; the command will be read again
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "command " + command.id() + " broke", e);
        } finally {
            itsRoom.release();
        }
    }

    /// Lets running tests end for a moment, then cuts them.
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(END_LIMIT_MS, TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(500, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
