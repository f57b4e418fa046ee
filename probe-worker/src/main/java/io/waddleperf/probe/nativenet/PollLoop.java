package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The one platform thread that owns the probe's own sockets: it waits for all of them at once.
///
/// Tests on virtual threads hand it work by [#execute] and wait for a future; [Loop] is what that
/// work may call, on this thread only.
public final class PollLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PollLoop.class.getName());
    private static final long IDLE_NS = 1_000_000_000L;
    private static final long BEAT_NS = 100_000_000L;
    private static final long FD = Layouts.offset(Layouts.POLLFD, "fd");
    private static final long EVENTS = Layouts.offset(Layouts.POLLFD, "events");
    private static final long REVENTS = Layouts.offset(Layouts.POLLFD, "revents");

    /// Told that a socket is ready.
    @FunctionalInterface
    public interface Ready {
        /// @param events `POLLIN`, `POLLERR` and so on
        void on(int events);
    }

    private record Watch(int fd, short events, Ready ready) {}

    private record Timer(long atNanos, long order, Runnable task) {}

    private final Ticks ticks;
    private final Thread thread;
    private final CountDownLatch started = new CountDownLatch(1);
    private final Queue<Consumer<Loop>> tasks = new ConcurrentLinkedQueue<>();
    private volatile int wakeFd = -1;
    private volatile boolean closing;
    private volatile long lagNs;

    /// The loop's clock, `System::nanoTime` but in tests.
    @FunctionalInterface
    public interface Ticks {
        long nanos();
    }

    private PollLoop(Ticks ticks) {
        this.ticks = ticks;
        this.thread = Thread.ofPlatform().name("sockets").daemon().unstarted(this::run);
    }

    /// @throws IllegalStateException where [Libc#available] says no
    public static PollLoop start(Ticks ticks) throws InterruptedException {
        if (!Libc.available()) {
            throw new IllegalStateException("native sockets need 64-bit Linux");
        }
        var loop = new PollLoop(ticks);
        loop.thread.start();
        loop.started.await();
        return loop;
    }

    /// Runs the task on the loop's thread, soon.
    public void execute(Consumer<Loop> task) {
        tasks.add(task);
        wake();
    }

    /// How late the loop's timers ran lately: above some milliseconds the machine is short of CPU.
    public long lagNs() {
        return lagNs;
    }

    /// Ends the thread and closes what it watches; who still waits for an answer gets none.
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void wake() { // so that the descriptor is not closed meanwhile
        if (wakeFd >= 0) {
            try (var arena = Arena.ofConfined()) {
                new Libc(arena).write(wakeFd, arena.allocateFrom(JAVA_LONG, 1));
            }
        }
    }

    private void run() {
        try (var arena = Arena.ofConfined()) {
            var libc = new Libc(arena);
            wakeFd = libc.eventfd(Linux.EFD_NONBLOCK | Linux.EFD_CLOEXEC);
            var loop = new Loop(libc, arena);
            loop.watch(wakeFd, Linux.POLLIN, loop::drainWake);
            loop.beat();
            started.countDown();
            while (!closing) {
                loop.turn();
            }
            synchronized (this) {
                wakeFd = -1;
                loop.closeAll();
            }
        }
    }

    /// What tasks and handlers may use, on the loop's thread.
    public final class Loop {
        private final Libc libc;
        private final Arena arena;
        private final MemorySegment wakeBytes;
        private final Map<Integer, Watch> watches = new HashMap<>();
        private final PriorityQueue<Timer> timers =
                new PriorityQueue<>(Comparator.comparingLong(Timer::atNanos).thenComparingLong(Timer::order));
        private Watch[] polled = {};
        private MemorySegment pollfds = MemorySegment.NULL;
        private boolean changed = true;
        private long order;

        private Loop(Libc libc, Arena arena) {
            this.libc = libc;
            this.arena = arena;
            this.wakeBytes = arena.allocate(JAVA_LONG);
        }

        public Libc libc() {
            return libc;
        }

        public long nanos() {
            return ticks.nanos();
        }

        public void watch(int fd, int events, Ready ready) {
            watches.put(fd, new Watch(fd, (short) events, ready));
            changed = true;
        }

        /// Forgets and closes the socket.
        public void close(int fd) {
            watches.remove(fd);
            changed = true;
            libc.close(fd);
        }

        private void closeAll() {
            watches.keySet().forEach(libc::close);
            watches.clear();
        }

        /// Runs the task when that time has come; it cannot be taken back, so it must look itself
        /// whether it is still wanted.
        public void at(long nanos, Runnable task) {
            timers.add(new Timer(nanos, order++, task));
        }

        private void turn() {
            arrangePoll();
            long now = nanos();
            var next = timers.peek();
            long waitNs = next == null ? IDLE_NS : Math.clamp(next.atNanos() - now, 0, IDLE_NS);
            int ready = libc.poll(pollfds, polled.length, tasks.isEmpty() ? waitNs : 0);
            if (ready > 0) {
                dispatch();
            }
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                var current = task;
                guarded(() -> current.accept(this));
            }
            runTimers();
        }

        private void arrangePoll() {
            if (!changed) {
                return;
            }
            changed = false;
            polled = watches.values().toArray(Watch[]::new);
            long bytes = polled.length * Layouts.POLLFD.byteSize();
            if (pollfds.byteSize() < bytes) { // doubles, so that what stays allocated is bounded
                pollfds = arena.allocate(2 * bytes, Long.BYTES);
            }
            for (int i = 0; i < polled.length; i++) {
                long at = i * Layouts.POLLFD.byteSize();
                pollfds.set(JAVA_INT, at + FD, polled[i].fd());
                pollfds.set(JAVA_SHORT, at + EVENTS, polled[i].events());
            }
        }

        private void dispatch() {
            for (int i = 0; i < polled.length; i++) {
                int events = pollfds.get(JAVA_SHORT, i * Layouts.POLLFD.byteSize() + REVENTS);
                var watch = polled[i];
                // an earlier handler of this turn may have closed it
                if (events != 0 && watch.equals(watches.get(watch.fd()))) {
                    guarded(() -> watch.ready().on(events));
                }
            }
        }

        private void runTimers() {
            long now = nanos();
            for (var timer = timers.peek(); timer != null && timer.atNanos() - now <= 0; timer = timers.peek()) {
                timers.remove();
                guarded(timer.task());
            }
        }

        /// Measures how late timers run; kept as a maximum that fades over about a second.
        private void beat() {
            long dueAt = nanos() + BEAT_NS;
            at(dueAt, () -> {
                long late = nanos() - dueAt;
                lagNs = Math.max(late, lagNs - lagNs / 8);
                beat();
            });
        }

        private void drainWake(int events) {
            libc.read(wakeFd, wakeBytes);
        }

        private void guarded(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException e) { // one test's mistake must not end the others
                LOG.log(Level.SEVERE, "a test failed on the socket thread", e);
            }
        }
    }
}
