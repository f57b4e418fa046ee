package io.waddleperf.api.joining;

import io.waddleperf.api.access.Caller;
import io.waddleperf.api.configuration.ConfigurationEdits;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Probe;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;

/// What a probe is let in to: its user and permissions in Kafka, and its place in the configuration. Each
/// step may be done again.
final class Admittance {
    private static final int ATTEMPTS = 3;
    /// Two rounds of the outbox.
    private static final int LOOKS = 100;

    private static final long LOOK_NANOS = 50_000_000;

    private final FleetAccess access;
    private final ConfigurationEdits edits;
    private final ConfigurationQuery configuration;
    private final JoinStore store;

    Admittance(FleetAccess access, ConfigurationEdits edits, ConfigurationQuery configuration, JoinStore store) {
        this.access = access;
        this.edits = edits;
        this.configuration = configuration;
        this.store = store;
    }

    /// @throws ProblemException where Kafka or the database is away, or the file declares such a probe
    void letIn(Probe probe, String password, Caller who) throws InterruptedException {
        withKafka(() -> access.grant(probe.id(), password));
        configure(probe, who);
    }

    void renew(String probe, String password) throws InterruptedException {
        withKafka(() -> access.grant(probe, password));
    }

    void shutOut(String probe, Caller who) throws InterruptedException {
        withKafka(() -> access.revoke(probe));
        configuration
                .probe(probe)
                .map(stored -> stored.value())
                .ifPresent(was -> configure(new Probe(was.id(), was.site(), false, was.labels(), 0), who));
    }

    /// Whoever shuts a probe out while it joins changes its configuration at the same moment.
    private void configure(Probe probe, Caller who) {
        for (int attempt = 1; ; attempt++) {
            try {
                edits.putProbe(probe, who);
                return;
            } catch (ProblemException e) {
                if (e.kind() != ProblemKind.CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /// Something that Kafka does.
    @FunctionalInterface
    private interface Step {
        void run() throws InterruptedException;
    }

    private static void withKafka(Step step) throws InterruptedException {
        try {
            step.run();
        } catch (KafkaException e) {
            throw ProblemException.of(
                    ProblemKind.KAFKA_AWAY, "do the same again in some seconds: " + e.getMessage(), e);
        }
    }

    /// Whoever reads results must know the key before the first of them.
    void awaitPublished(String probe) {
        for (int look = 0; look < LOOKS; look++) {
            if (store.published(probe)) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw ProblemException.of(
                ProblemKind.KAFKA_AWAY, "the key of " + probe + " is not told yet: do the same again in some seconds");
    }
}
