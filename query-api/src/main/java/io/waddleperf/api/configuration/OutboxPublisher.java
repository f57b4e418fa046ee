package io.waddleperf.api.configuration;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.api.configuration.Outbox.Entry;
import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.database.Lease;
import io.waddleperf.database.Leases;
import io.waddleperf.database.RetryPolicy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes the outbox to the topics, oldest row first: publish, then delete.
///
/// One process at a time does so, under a lease, and [KafkaOutlet] sees to it that one whose lease ran out meanwhile
/// writes nothing behind the next. What is killed between the two steps publishes again: each event carries a version
/// or an id made from its cause, so readers count it once.
@Singleton
public final class OutboxPublisher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final String LEASE = "outbox";
    private static final Duration LEASE_LENGTH = Duration.ofSeconds(20);
    private static final Duration RENEWAL = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int BATCH = 500;

    private final Outbox outbox;
    private final Database database;
    private final Leases leases;
    private final Supplier<KafkaOutlet> kafka;
    private final String holder;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("outbox").daemon().unstarted(this::run);
    private @Nullable Lease lease;
    private final LongSupplier ticker = System::nanoTime;
    private long renewedNs;
    private int failed;
    private volatile boolean stopping;

    @Inject
    OutboxPublisher(
            Outbox outbox,
            Database database,
            DataSource pool,
            Config config,
            @ConfigProperty(name = "waddleperf.partitions", defaultValue = "4") int partitions,
            @ConfigProperty(name = "waddleperf.instance") Optional<String> instance,
            MeterRegistry metrics) {
        this(
                outbox,
                database,
                new Leases(pool, Clock.systemUTC()),
                () -> KafkaOutlet.connect(
                        KafkaAccess.of(name -> config.getOptionalValue(name, String.class)), partitions),
                instance.orElseGet(Leases::newHolder));
        FunctionCounter.builder("waddleperf.api.outbox.published", published, AtomicLong::get)
                .description("Events taken from the outbox to their topics")
                .register(metrics);
        FunctionCounter.builder("waddleperf.api.outbox.dropped", dropped, AtomicLong::get)
                .description("Events that no topic will ever take, deleted from the outbox")
                .register(metrics);
    }

    /// @param holder of the lease: the same after a restart takes it over without waiting
    OutboxPublisher(Outbox outbox, Database database, Leases leases, Supplier<KafkaOutlet> kafka, String holder) {
        this.outbox = outbox;
        this.database = database;
        this.leases = leases;
        this.kafka = kafka;
        this.holder = "query-api " + holder;
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }

    void start() {
        thread.start();
    }

    /// Says that there are new rows.
    public void wake() {
        wake.release();
    }

    private void run() {
        try {
            while (!stopping) {
                try {
                    if (holdsLease()) {
                        publishWhileHeld();
                    } else {
                        await(IDLE);
                    }
                } catch (SQLException | RuntimeException e) { // nothing but close() may end the publisher
                    Duration pause = RetryPolicy.OUTAGE.pause(++failed, ThreadLocalRandom.current());
                    LOG.warnf("outbox: nothing published, next attempt in %d ms: %s", pause.toMillis(), e);
                    await(pause);
                }
            }
            release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end of close(), which did not want to wait longer
        }
    }

    /// With a producer of its own for each time of the lease and each stretch without failure: what it reads afterwards
    /// nobody writes behind it any more.
    private void publishWhileHeld() throws SQLException, InterruptedException {
        try (var outlet = kafka.get()) {
            while (!stopping && holdsLease()) {
                boolean more = publishBatch(outlet);
                failed = 0;
                await(more ? Duration.ZERO : IDLE);
            }
        }
    }

    /// @return whether there may be more
    private boolean publishBatch(KafkaOutlet outlet) throws InterruptedException {
        var entries = outbox.oldest(database, BATCH);
        if (entries.isEmpty()) {
            return false;
        }
        int written = outlet.write(entries, this::drop);
        outbox.delete(database, entries);
        published.addAndGet(written);
        return entries.size() == BATCH;
    }

    /// At once, and whatever becomes of the others: it would stand before them for ever.
    private void drop(Entry entry, Throwable why) {
        outbox.delete(database, List.of(entry));
        dropped.incrementAndGet();
        LOG.errorf("outbox: dropped the event %s with key %s for %s: %s", entry.id(), entry.key(), entry.topic(), why);
    }

    long dropped() {
        return dropped.get();
    }

    private boolean holdsLease() throws SQLException {
        Lease held = lease;
        long nowNs = ticker.getAsLong();
        if (held != null && nowNs - renewedNs < RENEWAL.toNanos()) {
            return true;
        }
        if (held == null || !leases.renew(held, LEASE_LENGTH)) {
            held = leases.tryAcquire(LEASE, holder, LEASE_LENGTH).orElse(null);
        }
        lease = held;
        renewedNs = nowNs;
        return held != null;
    }

    private void release() {
        try {
            if (lease != null) {
                leases.release(lease);
            }
        } catch (SQLException e) {
            LOG.infof("outbox: the lease ends by itself, the database is away: %s", e);
        }
    }

    private void await(Duration pause) throws InterruptedException {
        if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    @Override
    public void close() {
        stopping = true;
        wake();
        try {
            if (!thread.join(STOP)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
