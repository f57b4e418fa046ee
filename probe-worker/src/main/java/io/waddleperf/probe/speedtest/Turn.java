package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/// Whose test it is: one source's at a time, since two would each see half of the network. It keeps
/// its turn between its requests, also towards this probe's other tests, and for at most so long in
/// all.
final class Turn {
    /// As many connections of LibreSpeed's page, twice.
    static final int MOST_TRANSFERS = 32;

    /// LibreSpeed's page rests for a second between download and upload.
    static final long KEPT_NANOS = 2_000_000_000L;

    static final long LONGEST_NANOS = 180_000_000_000L;

    private final Ticker ticker;
    private final ThroughputLoad load;
    private @Nullable InetAddress holder;
    private ThroughputLoad.@Nullable Running served;
    private int running;
    private long beganNanos;
    private long endedNanos;

    Turn(Ticker ticker, ThroughputLoad load) {
        this.ticker = ticker;
        this.load = load;
    }

    /// Data that may flow, until it is closed.
    interface Transfer extends AutoCloseable {
        @Override
        void close();
    }

    /// Null where it is somebody else's turn.
    synchronized @Nullable Transfer take(InetAddress source) {
        long now = ticker.nanos();
        boolean over = now - beganNanos > LONGEST_NANOS;
        boolean free = holder == null || (running == 0 && (over || now - endedNanos > KEPT_NANOS));
        boolean allowed = free || (!over && source.equals(holder) && running < MOST_TRANSFERS);
        if (!allowed || (running == 0 && !goesOn(free) && !begins(source))) {
            return null;
        }
        if (free) {
            holder = source;
            beganNanos = now;
        }
        running++;
        return this::end;
    }

    private boolean goesOn(boolean free) {
        if (served == null) {
            return false;
        }
        if (!free && served.resume()) {
            return true;
        }
        served.close();
        return false;
    }

    /// Not beside another test of this probe.
    private boolean begins(InetAddress source) {
        served = load.serveSpeed(ofThisMachine(source)).orElse(null);
        if (served == null) {
            return false;
        }
        served.flows();
        return true;
    }

    private static boolean ofThisMachine(InetAddress source) {
        try {
            return source.isLoopbackAddress() || NetworkInterface.getByInetAddress(source) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    private synchronized void end() {
        running--;
        endedNanos = ticker.nanos();
        if (running == 0 && served != null) {
            served.rest(KEPT_NANOS);
        }
    }
}
