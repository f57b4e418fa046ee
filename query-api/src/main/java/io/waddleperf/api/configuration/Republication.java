package io.waddleperf.api.configuration;

import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.sql.Database;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topic;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/// Makes the topics of the configuration say what the database says, after one of both was put back from a copy or
/// lost. Where they do already, nothing is written.
///
/// Readers ignore versions that are older than what they know, and a database from a copy has such: they go on from
/// the topic's, so that what is written now and later counts.
@Singleton
public final class Republication {
    private static final List<Kind<?>> KINDS =
            List.of(Kind.TARGETS, Kind.PROBES, Kind.THRESHOLDS, Kind.SILENCES, Kind.CHANNELS, Kind.SCHEDULES);

    private final Database database;
    private final Outbox outbox;
    private final Audit audit;
    private final Function<Topic<?>, TopicContent> topics;
    private final Runnable committed;

    @Inject
    Republication(Database database, Outbox outbox, Audit audit, OutboxPublisher publisher, Config config) {
        this(
                database,
                outbox,
                audit,
                topic -> TopicContent.read(KafkaAccess.of(name -> config.getOptionalValue(name, String.class)), topic),
                publisher::wake);
    }

    /// @param topics    what each holds
    /// @param committed is told after each change
    Republication(
            Database database,
            Outbox outbox,
            Audit audit,
            Function<Topic<?>, TopicContent> topics,
            Runnable committed) {
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
        this.topics = topics;
        this.committed = committed;
    }

    /// What became of a topic.
    ///
    /// @param written   keys that are told anew
    /// @param removed   keys that the topic has and the database does not, which are deleted there
    /// @param unchanged keys that stay as the topic has them
    public record Republished(String topic, int written, int removed, int unchanged) {
        /// Whether the topic says all of it already.
        public boolean changesNothing() {
            return written == 0 && removed == 0;
        }
    }

    /// One topic after the other, each in a transaction of its own; what was changed before one fails stays.
    ///
    /// @param dryRun all of it is done and taken back
    /// @throws io.waddleperf.api.http.ProblemException where Kafka or the database does not answer
    public List<Republished> run(boolean dryRun) {
        var done = KINDS.stream().map(kind -> run(kind, dryRun)).toList();
        committed.run();
        return done;
    }

    private <T> Republished run(Kind<T> kind, boolean dryRun) {
        var content = topics.apply(kind.topic());
        return database.change(transaction -> {
            var done = new Run<>(transaction, kind, content).all();
            if (dryRun) {
                transaction.rollback();
            } else if (!done.changesNothing()) {
                audit.note(
                        transaction,
                        new Audit.Change("configuration.republish", kind.topic().name(), null, done));
            }
            return done;
        });
    }

    /// One kind within its transaction.
    private final class Run<T> {
        private final Connection transaction;
        private final Kind<T> kind;
        private final TopicContent content;
        private int written;
        private int removed;
        private int unchanged;

        Run(Connection transaction, Kind<T> kind, TopicContent content) {
            this.transaction = transaction;
            this.kind = kind;
            this.content = content;
        }

        Republished all() throws SQLException {
            References.hold(transaction);
            var unknown = new HashSet<>(content.keys());
            for (Stored<T> stored : Database.list(transaction, kind.select().add(" ORDER BY id"), kind::read)) {
                String id = kind.id().apply(stored.value());
                if (!stored.deleted()) {
                    unknown.remove(id);
                    tell(id, stored);
                }
            }
            for (String id : unknown) {
                outbox.add(transaction, kind.topic(), id, null);
                removed++;
            }
            return new Republished(kind.topic().name(), written, removed, unchanged);
        }

        /// As any other change, so that the row's lock keeps it in order with one that is made beside it.
        private void tell(String id, Stored<T> stored) throws SQLException {
            T value = stored.value();
            long version = kind.version().apply(value);
            if (content.says(id, WireCodec.text(value), version)) {
                unchanged++;
                return;
            }
            T next = kind.raised(value, Math.max(version, content.version(id)) + 1);
            var sql = kind.replace(stored, next, stored.origin(), false);
            ConfigurationWrites.requireChanged(Database.update(transaction, sql), id);
            outbox.add(transaction, kind.topic(), id, next);
            written++;
        }
    }
}
