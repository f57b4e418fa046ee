package io.waddleperf.sink.artifact;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.sink.DeadLetters;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// Puts the room together. Without an archive there are no artifacts: their chunks stay in Kafka.
@Singleton
public class Artifacts {
    private static final Logger LOG = Logger.getLogger(Artifacts.class);

    private final Optional<Running> running;

    @Inject
    Artifacts(DataSource database, Config config) {
        running = ArtifactSettings.store(config)
                .map(store -> new Running(ArtifactSettings.of(config), store, database, Clock.systemUTC()));
    }

    void start(@Observes StartupEvent event) {
        running.ifPresentOrElse(
                Running::start, () -> LOG.infof("no artifacts are kept: %s is not set", StoreSettings.LOCATION));
    }

    /// Before anything waits: what ends by itself does so at the same time.
    void stopping(@Observes @Priority(0) ShutdownEvent event) {
        running.ifPresent(Running::stop);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        running.ifPresent(Running::close);
    }

    /// What is wrong, in words; empty when all is well.
    Map<String, String> problems() {
        return running.map(Running::problems).orElse(Map.of());
    }

    /// The parts, with a store.
    static final class Running implements AutoCloseable {
        private final ObjectStore store;
        private final ArtifactState state;
        private final CountDownLatch stopping = new CountDownLatch(1);
        private final DeadLetters deadLetters;
        private final ArtifactReader reader;

        Running(ArtifactSettings settings, StoreSettings location, DataSource database, InstantSource clock) {
            this(settings, ObjectStores.open(location), database, clock);
        }

        Running(ArtifactSettings settings, ObjectStore store, DataSource database, InstantSource clock) {
            this.store = store;
            state = new ArtifactState(clock);
            deadLetters = new DeadLetters("artifacts", settings.kafka(), settings.partitions(), clock, stopping);
            var composer = new Composer(store, database, clock);
            var upkeep = new ArtifactUpkeep(composer, store, database, settings);
            reader = new ArtifactReader(settings, composer, upkeep, deadLetters, state, clock);
        }

        /// Before the schema is there, the reader waits as it does for a database that is away.
        void start() {
            LOG.infof("artifacts are kept in %s", store.describe());
            reader.start();
        }

        Map<String, String> problems() {
            return state.problems();
        }

        private void stop() {
            stopping.countDown();
            reader.stop();
        }

        @Override
        public void close() {
            stop();
            reader.close();
            deadLetters.close();
            store.close();
        }
    }
}
