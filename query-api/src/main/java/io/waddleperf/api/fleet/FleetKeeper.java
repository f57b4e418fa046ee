package io.waddleperf.api.fleet;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps all paths as they were read last, for all who ask: they are read again when somebody asks,
/// by one at a time, while others get what is there.
@Singleton
public final class FleetKeeper {
    private static final long FRESH_NS = Duration.ofSeconds(1).toNanos();
    /// Longer, where a read takes long: it costs a fifth of a core at most.
    private static final int REST = 4;
    /// What nobody has asked for since is not shown.
    private static final long USABLE_NS = Duration.ofSeconds(10).toNanos();

    /// For somebody else who reads.
    private static final Duration MOST_WAIT = Duration.ofSeconds(5);

    private final Function<Instant, Fleet> read;
    private final InstantSource clock;
    private final LongSupplier ticker;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Kept kept;

    /// @param number   of the read
    /// @param readAtNs when it began
    private record Kept(Fleet fleet, long number, long readAtNs, long tookNs) {}

    @Inject
    FleetKeeper(FleetQuery query) {
        this(query::read, Clock.systemUTC(), System::nanoTime);
    }

    FleetKeeper(Function<Instant, Fleet> read, InstantSource clock, LongSupplier ticker) {
        this.read = read;
        this.clock = clock;
        this.ticker = ticker;
    }

    /// At most 10 s old; 1 s as a rule.
    ///
    /// @throws ProblemException where somebody else has been reading for longer than anybody waits
    public Fleet fleet() {
        Kept known = kept;
        if (known != null) {
            long ageNs = ticker.getAsLong() - known.readAtNs;
            if (ageNs < Math.max(FRESH_NS, known.tookNs * REST) || (ageNs < USABLE_NS && reading.isLocked())) {
                return known.fleet;
            }
        }
        lock();
        try {
            Kept now = kept;
            return now != null && (known == null || now.number > known.number) ? now.fleet : readAnew(known);
        } finally {
            reading.unlock();
        }
    }

    private void lock() {
        try {
            if (!reading.tryLock(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.of(ProblemKind.BUSY, "the paths are still being read; try again soon");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemKind.BUSY, "WaddlePerf is stopping", e);
        }
    }

    private Fleet readAnew(@Nullable Kept before) {
        long beginNs = ticker.getAsLong();
        Fleet read = this.read.apply(clock.instant());
        if (before != null) {
            read = read.same(before.fleet)
                    ? before.fleet
                    : read.at(Math.max(read.version(), before.fleet.version() + 1));
        }
        kept = new Kept(read, before == null ? 1 : before.number + 1, beginNs, ticker.getAsLong() - beginNs);
        return read;
    }
}
