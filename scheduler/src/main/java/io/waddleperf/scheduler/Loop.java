package io.waddleperf.scheduler;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/// One of the scheduler's threads, with its consumer and the fault that it is in: what goes well in one
/// of them says nothing of the other.
final class Loop {
    private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);

    /// What the thread does until it is to end.
    interface Work {
        void run(Loop loop) throws InterruptedException;
    }

    private final Consumer<?, ?> consumer;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    /// @param consumer which it closes at its end
    /// @param died     told where it ended for any other reason than an interruption or a wakeup
    Loop(String name, Consumer<?, ?> consumer, Work work, Runnable died) {
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name(name).unstarted(() -> guard(work, died));
    }

    void start() {
        thread.start();
    }

    /// Wakes it from whatever it waits for, after it was told to end.
    void wake() {
        consumer.wakeup();
        thread.interrupt();
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /// A broker that is away or a group that re-forms is no reason to end: the fault is shown, and
    /// the step is taken again.
    boolean succeeds(Runnable step) {
        try {
            step.run();
            failure = null;
            return true;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            failure = e;
            LockSupport.parkNanos(FAULT_PAUSE.toNanos());
            return false;
        }
    }

    private void guard(Work work, Runnable died) {
        try {
            work.run(this);
        } catch (WakeupException | InterruptException | InterruptedException e) {
            // close() wants it to end: there is nothing left to do
        } catch (Throwable e) {
            failure = e;
            died.run();
        } finally {
            var _ = Thread.interrupted(); // else the consumer would not take leave of its group
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    /// A consumer belongs to its thread: where the thread does not end, the consumer stays open
    /// and goes with the process.
    void join() {
        if (thread.getState() == Thread.State.NEW) {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
            return;
        }
        try {
            thread.join(END_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
