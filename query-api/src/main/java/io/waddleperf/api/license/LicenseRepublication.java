package io.waddleperf.api.license;

import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.OutboxPublisher;
import io.waddleperf.api.configuration.Republication.Republished;
import io.waddleperf.api.configuration.TopicContent;
import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/// Makes the topic say of the licence what the database says, after one of both was put back from a copy or lost.
/// Whether
/// that is still so is looked at by [LicenseKeeper] half a minute later at most, which goes on from there.
@Singleton
public final class LicenseRepublication {
    private final Database database;
    private final LicenseTable table;
    private final Audit audit;
    private final InstantSource clock;
    private final Supplier<TopicContent> topic;
    private final Runnable committed;

    @Inject
    LicenseRepublication(Database database, LicenseTable table, Audit audit, OutboxPublisher publisher, Config config) {
        this(
                database,
                table,
                audit,
                Clock.systemUTC(),
                () -> TopicContent.read(
                        KafkaAccess.of(name -> config.getOptionalValue(name, String.class)), Topics.ENTITLEMENTS),
                publisher::wake);
    }

    /// @param topic     what it holds
    /// @param committed is told after each change
    LicenseRepublication(
            Database database,
            LicenseTable table,
            Audit audit,
            InstantSource clock,
            Supplier<TopicContent> topic,
            Runnable committed) {
        this.database = database;
        this.table = table;
        this.audit = audit;
        this.clock = clock;
        this.topic = topic;
        this.committed = committed;
    }

    /// @param dryRun all of it is done and taken back
    /// @throws io.waddleperf.api.http.ProblemException where Kafka or the database does not answer
    public Republished run(boolean dryRun) {
        var content = topic.get();
        var done = database.change(transaction -> {
            var republished =
                    table.republish(transaction, content, clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (dryRun) {
                transaction.rollback();
            } else if (!republished.changesNothing()) {
                audit.note(
                        transaction,
                        new Audit.Change("configuration.republish", republished.topic(), null, republished));
            }
            return republished;
        });
        committed.run();
        return done;
    }
}
