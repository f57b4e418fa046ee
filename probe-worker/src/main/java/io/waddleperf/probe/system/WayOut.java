package io.waddleperf.probe.system;

import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.nativenet.Libc;
import java.nio.file.Path;
import java.time.Duration;

/// Whether the machine still has the way to others that it had.
public final class WayOut {
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final Gateways gateways;
    private final Ticker ticker;
    private boolean wasThere;
    private boolean lost;
    private long lookedNs;

    /// What can be seen of it.
    interface Gateways {
        /// Whether any default route has a link that works and a gateway that is not known to be silent.
        boolean usable();
    }

    WayOut(Gateways gateways, Ticker ticker) {
        this.gateways = gateways;
        this.ticker = ticker;
        look();
    }

    /// Always there where nothing can be seen of it.
    public static WayOut ofThisMachine(Ticker ticker) {
        return new WayOut(Libc.available() ? new LinuxGateways(Path.of("/")) : () -> true, ticker);
    }

    /// False where there never was one: such a machine tests what is near. Looks at most once a second.
    public synchronized boolean lost() {
        if (ticker.nanos() - lookedNs > GOOD_FOR.toNanos()) {
            look();
        }
        return lost;
    }

    private void look() {
        boolean usable = gateways.usable();
        wasThere |= usable;
        lost = wasThere && !usable;
        lookedNs = ticker.nanos();
    }
}
