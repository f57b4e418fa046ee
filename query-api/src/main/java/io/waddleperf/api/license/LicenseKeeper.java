package io.waddleperf.api.license;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.database.Lease;
import io.waddleperf.database.Leases;
import io.waddleperf.licensing.LicenseServer;
import io.waddleperf.licensing.LicenseServer.Reply;
import io.waddleperf.licensing.LicenseServerException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks the licence server now and then, says that this installation runs, and tells all others what is withheld.
///
/// One process at a time does so, under a lease. Where no licence is needed nobody is asked, and what was withheld
/// before is withheld no more.
@Singleton
public final class LicenseKeeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LicenseKeeper.class);
    private static final String LEASE = "license";
    private static final Duration LEASE_LENGTH = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final InstalledLicense installed;
    private final LicenseTable table;
    private final Leases leases;
    private final InstantSource clock;
    private final String holder;
    private final String version;
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("license").unstarted(this::run);
    private @Nullable Lease lease;
    private volatile boolean stopping;

    @Inject
    LicenseKeeper(
            InstalledLicense installed,
            LicenseTable table,
            DataSource pool,
            @ConfigProperty(name = "waddleperf.instance") Optional<String> instance,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unpackaged") String version) {
        this(
                installed,
                table,
                new Leases(pool, Clock.systemUTC()),
                Clock.systemUTC(),
                instance.orElseGet(Leases::newHolder),
                version);
    }

    /// @param holder  of the lease: the same after a restart takes it over without waiting
    /// @param version of WaddlePerf, as the server is told
    LicenseKeeper(
            InstalledLicense installed,
            LicenseTable table,
            Leases leases,
            InstantSource clock,
            String holder,
            String version) {
        this.installed = installed;
        this.table = table;
        this.leases = leases;
        this.clock = clock;
        this.holder = "query-api " + holder;
        this.version = version;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }

    private void run() {
        try {
            while (!stopping) {
                try {
                    look();
                } catch (SQLException | RuntimeException e) { // nothing but close() may end the keeper
                    LOG.warnf("licence: not looked after, next attempt in %d s: %s", LOOK.toSeconds(), e);
                }
                var _ = stop.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
            release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of close(), which did not want to wait longer
        }
    }

    /// @return whether this instance is the one that does it
    boolean look() throws SQLException {
        lease = leases.tryAcquire(LEASE, holder, LEASE_LENGTH).orElse(null);
        if (lease == null) {
            return false;
        }
        installed.server().ifPresent(this::askWhereDue);
        if (!stopping) {
            tell();
        }
        return true;
    }

    private void askWhereDue(LicenseServer server) {
        var before = installed.state();
        if (before.isEmpty() || before.get().isDue(now())) {
            ask(server, before.orElse(null));
        }
    }

    private void ask(LicenseServer server, @Nullable LicenseState before) {
        byte[] askedOf = InstalledLicense.hash(server);
        try {
            var state = LicenseState.answered(askedOf, server.entitled(now()), before, now());
            table.write(state);
            if (state.problem().isEmpty() && !state.serverId().isEmpty()) {
                keepAlive(server, state);
            }
        } catch (LicenseServerException e) {
            if (!stopping) { // which may be why there is no answer
                LOG.warnf("licence: %s", e.words());
                table.write(LicenseState.unanswered(askedOf, e.words(), before, now()));
            }
        }
    }

    /// That it goes unheard changes nothing: with the next question it is said again.
    private void keepAlive(LicenseServer server, LicenseState state) {
        try {
            switch (server.keepAlive(state.serverId(), version)) {
                case Reply.Told _ -> table.write(state.keptAlive(now()));
                case Reply.Refused(String words) -> LOG.warnf("licence: keepalive: %s", words);
            }
        } catch (LicenseServerException e) {
            LOG.warnf("licence: keepalive: %s", e.words());
        }
    }

    private void tell() {
        Instant now = now();
        var standing = installed.standing(now);
        if (table.publish(standing, now)) {
            LOG.infof(
                    "licence: %s%s; withheld: %s",
                    standing.state().wireName(),
                    standing.detail().isEmpty() ? "" : ": " + standing.detail(),
                    standing.withheld().keySet());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void release() {
        try {
            if (lease != null) {
                leases.release(lease);
            }
        } catch (SQLException e) {
            LOG.infof("licence: the lease ends by itself, the database is away: %s", e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        stop.release();
        try {
            if (!thread.join(STOP)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
