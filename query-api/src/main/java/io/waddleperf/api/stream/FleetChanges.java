package io.waddleperf.api.stream;

import io.waddleperf.api.fleet.Fleet;
import io.waddleperf.api.fleet.FleetChange;
import io.waddleperf.api.fleet.FleetKeeper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells listeners what has changed of the paths since they were told last.
@Singleton
final class FleetChanges {
    private final Supplier<Fleet> read;
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile @Nullable Fleet told;

    @Inject
    FleetChanges(FleetKeeper keeper) {
        this(keeper::fleet);
    }

    FleetChanges(Supplier<Fleet> read) {
        this.read = read;
    }

    /// Nobody listens: who comes next begins anew.
    void forget() {
        told = null;
    }

    /// Reads them, which may take a while.
    ///
    /// @return false where the time before is not over yet
    boolean tell(Consumer<FleetChange> everybody) {
        if (!telling.compareAndSet(false, true)) {
            return false;
        }
        try {
            Fleet before = told;
            Fleet now = read.get();
            if (before == null || before.version() != now.version()) {
                everybody.accept(FleetChange.between(before, now));
                told = now;
            }
            return true;
        } finally {
            telling.set(false);
        }
    }
}
