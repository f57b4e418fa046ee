package io.waddleperf.sink.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.database.Transactions;
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

    /// So long the topic of the channels is waited for; then the database is asked, as often.
    private static final Duration CHANNELS_WITHIN = Duration.ofSeconds(30);

    private final DataSource database;
    private final InstantSource clock;
    private final Duration channelsWithin;
    private final NotifierMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Door door;
    private final DeadLetters deadLetters;
    private final Dispatcher dispatcher;
    private final ChannelReader channels;
    private final IncidentReader reader;

    @Inject
    Notifier(DataSource database, MeterRegistry registry, Config config) {
        this(database, registry, NotifierSettings.of(config, System.getenv()), Clock.systemUTC(), CHANNELS_WITHIN);
    }

    Notifier(
            DataSource database,
            MeterRegistry registry,
            NotifierSettings settings,
            InstantSource clock,
            Duration channelsWithin) {
        this.database = database;
        this.clock = clock;
        this.channelsWithin = channelsWithin;
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
            startWithChannels();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nobody is told of anything before the channels are known: whom they name would not hear of it later either.
    /// Where their topic does not tell, say for want of a leader, those of the database are in force until it does.
    private void startWithChannels() throws InterruptedException {
        boolean begun = false;
        while (!channels.awaitAll(channelsWithin) && stopping.getCount() > 0) {
            if (tookThoseOfDatabase() && !begun) {
                LOG.warnf(
                        "%s has told nothing for %s: the channels are those of the database, read again as often",
                        Topics.CHANNELS.name(), channelsWithin);
                begun = begin();
            }
        }
        if (!begun) {
            begin();
        } else if (stopping.getCount() > 0) {
            LOG.infof("%s tells the channels again", Topics.CHANNELS.name());
        }
    }

    private boolean tookThoseOfDatabase() {
        try {
            channels.meanwhile(Transactions.once(database, ConfiguredChannels::read));
            return true;
        } catch (SQLException e) {
            LOG.warnf("notifications wait: neither Kafka nor the database tells the channels: %s", e.getMessage());
            return false;
        }
    }

    private boolean begin() {
        if (stopping.getCount() == 0) {
            return false;
        }
        dispatcher.start();
        reader.start();
        return true;
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
