package io.waddleperf.sink.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.sink.DeadLetters;
import io.waddleperf.sink.notify.NotificationUpkeep.Backlog;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// Puts the notifier together. A wrong configuration keeps the application from starting.
@Singleton
public class Notifier implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Notifier.class);
    private static final Duration LATE = Duration.ofMinutes(10);

    /// The notifier's own channels must not wait for longer.
    private static final Duration CHANNELS_WITHIN = Duration.ofSeconds(30);

    private final DataSource database;
    private final InstantSource clock;
    private final NotifierMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Door door;
    private final DeadLetters deadLetters;
    private final Dispatcher dispatcher;
    private final ChannelReader channels;
    private final IncidentReader reader;

    @Inject
    Notifier(DataSource database, MeterRegistry registry, Config config) {
        this(database, registry, NotifierSettings.of(config, System.getenv()), Clock.systemUTC());
    }

    Notifier(DataSource database, MeterRegistry registry, NotifierSettings settings, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        metrics = new NotifierMetrics(registry, clock);
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        door = new Door(settings.allowInside(), settings.limit(), InetAddress::getAllByName, tls);
        var book = new ChannelBook(settings.channels(), settings.routes(), settings.secrets());
        var sending = new Sending(door, book::routes, settings.externalUrl(), clock);
        deadLetters = new DeadLetters("notifier", settings.kafka(), settings.partitions(), clock, stopping);
        dispatcher = new Dispatcher(settings, database, book, sending, metrics, clock);
        channels = new ChannelReader(settings, book, clock, dispatcher::wake);
        reader = new IncidentReader(settings, database, book::routes, metrics, deadLetters, clock, dispatcher::wake);
        settings.channels()
                .forEach(channel -> LOG.infof("incidents are told by %s (%s)", channel.name(), channel.kind()));
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        Thread.ofVirtual().name("notify-start").start(this::startWithSchema);
    }

    /// The sink brings the schema up to date, maybe in another process.
    private void startWithSchema() {
        try {
            while (!schemaReady()) {
                if (stopping.await(500, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            channels.start();
            if (!channels.awaitAll(CHANNELS_WITHIN) && stopping.getCount() > 0) {
                LOG.warn("the channels of the configuration are not known yet: the notifier's own ones begin");
            }
            if (stopping.getCount() > 0) {
                dispatcher.start();
                reader.start();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean schemaReady() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SELECT 1 FROM notifier_channel LIMIT 1");
            return true;
        } catch (SQLException e) {
            LOG.debugf("notifications wait for the schema: %s", e.getMessage());
            return false;
        }
    }

    /// Before anything waits: what ends by itself does so at the same time.
    void stopping(@Observes @Priority(0) ShutdownEvent event) {
        stopping.countDown();
        channels.stop();
        reader.stop();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        close();
    }

    /// What is wrong, in words; empty when all is well.
    Map<String, String> problems() {
        var problems = new TreeMap<String, String>();
        Backlog backlog = metrics.backlog();
        if (metrics.oldest().compareTo(LATE) > 0) {
            problems.put("pending", backlog.pending() + " wait, the oldest since " + backlog.oldest());
        }
        if (backlog.failedToday() > 0) {
            problems.put("failed", backlog.failedToday() + " were given up in the last two days");
        }
        late("channels", channels.lastGood(), problems);
        late("reader", reader.lastGood(), problems);
        late("dispatcher", dispatcher.lastGood(), problems);
        return problems;
    }

    private void late(String part, Instant lastGood, Map<String, String> problems) {
        if (lastGood.plus(LATE).isBefore(clock.instant())) {
            problems.put(part, "has got nothing done since " + lastGood + "; the log says why");
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        channels.close();
        reader.close();
        dispatcher.close();
        deadLetters.close();
        door.close();
    }
}
