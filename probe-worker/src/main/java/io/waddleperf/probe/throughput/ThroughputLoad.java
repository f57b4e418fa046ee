package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Ticker;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Which throughput or speed test this probe runs, by its own command or for somebody at its responder:
/// one at a time of either, and what it measures beside it is measured under load.
///
/// A probe that tests its own responder runs one test at both ends.
public final class ThroughputLoad {
    /// HTTP has no name for a test: a speed test that is asked for from here is taken for our own.
    private static final Cookie SPEED_FROM_HERE = new Cookie("speed test from here");

    private static final Cookie SPEED_FROM_ELSEWHERE = new Cookie("speed test from elsewhere");

    private final Ticker ticker;
    private final Semaphore own = new Semaphore(1, true);
    private @Nullable Running asked;
    private @Nullable Running served;
    private boolean everRan;
    private long endedNanos;

    public ThroughputLoad(Ticker ticker) {
        this.ticker = ticker;
    }

    /// Whether one ran at any moment of the last so many microseconds.
    public synchronized boolean within(long us) {
        boolean runs = (asked != null && asked.flows) || (served != null && served.flows);
        return runs || (everRan && ticker.nanos() - endedNanos <= us * 1_000);
    }

    /// What a test holds until it is closed.
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /// Of this probe's own tests one at a time.
    ///
    /// @return empty where another did not end within so many nanoseconds
    public Optional<Place> alone(long mostNanos) throws InterruptedException {
        return own.tryAcquire(Math.max(0, mostNanos), TimeUnit.NANOSECONDS)
                ? Optional.of(own::release)
                : Optional.empty();
    }

    /// A test of this probe, from its first word to the server until it is closed.
    ///
    /// @return empty while the responder serves another
    synchronized Optional<Running> ask(Cookie test) {
        endRest();
        if (asked != null || (served != null && !served.test.same(test))) {
            return Optional.empty();
        }
        asked = new Running(test);
        return Optional.of(asked);
    }

    /// A test of somebody else, until it is closed.
    ///
    /// @return empty while this probe runs another, or serves one
    synchronized Optional<Running> serve(Cookie test) {
        endRest();
        if (served != null || (asked != null && !asked.test.same(test))) {
            return Optional.empty();
        }
        served = new Running(test);
        return Optional.of(served);
    }

    private void endRest() {
        if (served != null && served.rests && ticker.nanos() - served.restsUntilNanos > 0) {
            served = null;
        }
    }

    /// As [#ask], of a speed test.
    public Optional<Running> askSpeed() {
        return ask(SPEED_FROM_HERE);
    }

    /// As [#serve], of a speed test.
    public Optional<Running> serveSpeed(boolean fromHere) {
        return serve(fromHere ? SPEED_FROM_HERE : SPEED_FROM_ELSEWHERE);
    }

    /// A test that runs at one of its ends here.
    public final class Running implements Place {
        private final Cookie test;
        private boolean flows;
        private boolean rests;
        private long restsUntilNanos;

        private Running(Cookie test) {
            this.test = test;
        }

        /// The other end takes the test: from now on its data may flow.
        public void flows() {
            synchronized (ThroughputLoad.this) {
                flows = true;
            }
        }

        /// No data flow now, and it goes on within so many nanoseconds, or has ended: until then
        /// nothing else has its place.
        public void rest(long mostNanos) {
            synchronized (ThroughputLoad.this) {
                ended();
                rests = true;
                restsUntilNanos = ticker.nanos() + mostNanos;
            }
        }

        /// @return whether it goes on after a rest; else its place may be another's
        public boolean resume() {
            synchronized (ThroughputLoad.this) {
                endRest();
                rests = false;
                flows = served == this;
                return flows;
            }
        }

        @Override
        public void close() {
            synchronized (ThroughputLoad.this) {
                asked = asked == this ? null : asked;
                served = served == this ? null : served;
                ended();
            }
        }

        private void ended() {
            if (flows) {
                everRan = true;
                endedNanos = ticker.nanos();
            }
            flows = false;
        }
    }
}
