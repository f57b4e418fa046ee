package io.waddleperf.probe.measure;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Closes a socket at the deadline, whatever its owner waits for: a server that sends a byte now and
/// then outlasts every timeout of a single read.
public final class Watchdog implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Watchdog.class.getName());

    private final Socket socket;
    private final Deadline deadline;
    private volatile boolean bitten;

    private Watchdog(Socket socket, Deadline deadline) {
        this.socket = socket;
        this.deadline = deadline;
    }

    public static Watchdog over(Socket socket, Deadline deadline) {
        var dog = new Watchdog(socket, deadline);
        Kennel.OF_ALL.takeIn(dog);
        return dog;
    }

    /// Whether the deadline came first.
    public boolean bitten() {
        return bitten;
    }

    @Override
    public void close() {
        Kennel.OF_ALL.letGo(this);
    }

    private void bite() {
        bitten = true;
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "closing at the deadline", e);
        }
    }

    /// One thread for all: a thread each was a tenth of a GET's cost. It is woken only for a deadline that
    /// comes before the one that it sleeps to, so hardly ever: most tests have the same time, and
    /// nearly all end before it. A scheduled executor would be woken for each.
    private static final class Kennel {
        /// Since it says when to sleep; deadlines have their own.
        private static final Ticker MACHINE = System::nanoTime;

        private static final long LONGEST_SLEEP_NANOS = 3_600_000_000_000L;

        /// Behind what its constructor reads.
        static final Kennel OF_ALL = new Kennel();

        private final Set<Watchdog> dogs = ConcurrentHashMap.newKeySet();
        private final Thread thread;
        private volatile long wakesAtNanos;

        private Kennel() {
            wakesAtNanos = now() + LONGEST_SLEEP_NANOS;
            thread = Thread.ofPlatform().name("watchdog").daemon().start(this::watch);
        }

        void takeIn(Watchdog dog) {
            dogs.add(dog);
            if (now() + dog.deadline.remainingNanos() - wakesAtNanos < 0) {
                LockSupport.unpark(thread);
            }
        }

        void letGo(Watchdog dog) {
            dogs.remove(dog);
        }

        private void watch() {
            while (true) {
                wakesAtNanos = now() + LONGEST_SLEEP_NANOS; // who comes while it looks wakes it
                long sleepNanos = LONGEST_SLEEP_NANOS;
                for (var dog : List.copyOf(dogs)) {
                    long leftNanos = dog.deadline.remainingNanos();
                    if (leftNanos > 0) {
                        sleepNanos = Math.min(sleepNanos, leftNanos);
                    } else if (dogs.remove(dog)) {
                        dog.bite();
                    }
                }
                wakesAtNanos = now() + sleepNanos;
                LockSupport.parkNanos(this, sleepNanos);
            }
        }

        private static long now() {
            return MACHINE.nanos();
        }
    }
}
