package io.waddleperf.sink.archive;

import io.waddleperf.archive.Turn;
import io.waddleperf.database.Lease;
import io.waddleperf.database.Leases;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A lease that is renewed while work goes on. Once somebody else has it, or nobody can tell, the
/// work stops.
final class HeldLease implements Turn {
    /// Of the length, between two renewals.
    private static final int PARTS = 10;

    private final Leases leases;
    private final Lease lease;
    private final Duration length;
    private final InstantSource clock;
    private Instant renewAt;

    /// @param lease just taken for that length
    HeldLease(Leases leases, Lease lease, Duration length, InstantSource clock) {
        this.leases = leases;
        this.lease = lease;
        this.length = length;
        this.clock = clock;
        this.renewAt = clock.instant().plus(length.dividedBy(PARTS));
    }

    @Override
    public void require() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(renewAt)) {
            return;
        }
        try {
            if (!leases.renew(lease, length)) {
                throw new IOException("the lease \"" + lease.name() + "\" is another's: this sink was too slow");
            }
        } catch (SQLException e) {
            throw new IOException("the lease \"" + lease.name() + "\" cannot be renewed: " + e.getMessage(), e);
        }
        renewAt = now.plus(length.dividedBy(PARTS));
    }
}
