package io.waddleperf.sink.archive;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.ObjectStores;
import io.waddleperf.archive.store.StoreSettings;
import io.waddleperf.database.Leases;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// Puts the room together. Where no archive is set, nothing is archived.
@Singleton
public class Archiving {
    private static final Logger LOG = Logger.getLogger(Archiving.class);

    private final Optional<Running> running;

    @Inject
    Archiving(DataSource database, Config config, MeterRegistry registry) {
        running = ArchiveSettings.store(config)
                .map(store -> new Running(
                        ArchiveSettings.of(config), ObjectStores.open(store), database, registry, Clock.systemUTC()));
    }

    void start(@Observes StartupEvent event) {
        running.ifPresentOrElse(
                Running::start, () -> LOG.infof("nothing is archived: %s is not set", StoreSettings.LOCATION));
    }

    /// Before anything waits: what ends by itself does so at the same time.
    void stopping(@Observes @Priority(0) ShutdownEvent event) {
        running.ifPresent(one -> one.archiver.stop());
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
        private final ArchiveState state;
        private final StorePulse pulse;
        private final Archiver archiver;
        private final ArchiveUpkeep upkeep;

        Running(
                ArchiveSettings settings,
                ObjectStore store,
                DataSource database,
                MeterRegistry registry,
                InstantSource clock) {
            this.store = store;
            state = new ArchiveState(clock, registry);
            pulse = new StorePulse(store, state);
            var work = new WorkFolder(settings.work());
            archiver = new Archiver(settings, work, store, state, clock);
            upkeep = new ArchiveUpkeep(settings, work, store, new Leases(database, clock), clock);
        }

        void start() {
            LOG.infof("results and decisions are archived in %s", store.describe());
            pulse.start();
            archiver.start();
            upkeep.start();
        }

        Map<String, String> problems() {
            return state.problems();
        }

        @Override
        public void close() {
            upkeep.close();
            archiver.close();
            pulse.close();
            store.close();
        }
    }
}
