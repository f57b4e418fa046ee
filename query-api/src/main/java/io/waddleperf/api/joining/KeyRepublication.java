package io.waddleperf.api.joining;

import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.Outbox;
import io.waddleperf.api.configuration.OutboxPublisher;
import io.waddleperf.api.configuration.Republication.Republished;
import io.waddleperf.api.configuration.TopicContent;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.ProbeKeys;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;

/// Makes topic and database say the same of the keys of probes, after one of both was put back from a copy or lost.
///
/// Which is newer counts, unlike with the configuration: a key that was changed or revoked after the copy must stay so.
@Singleton
public final class KeyRepublication {
    private final Database database;
    private final Outbox outbox;
    private final Audit audit;
    private final Supplier<TopicContent> topic;
    private final Runnable committed;

    @Inject
    KeyRepublication(Database database, Outbox outbox, Audit audit, OutboxPublisher publisher, Config config) {
        this(
                database,
                outbox,
                audit,
                () -> TopicContent.read(
                        KafkaAccess.of(name -> config.getOptionalValue(name, String.class)), Topics.PROBE_KEYS),
                publisher::wake);
    }

    /// @param topic     what it holds
    /// @param committed is told after each change
    KeyRepublication(Database database, Outbox outbox, Audit audit, Supplier<TopicContent> topic, Runnable committed) {
        this.database = database;
        this.outbox = outbox;
        this.audit = audit;
        this.topic = topic;
        this.committed = committed;
    }

    /// @param dryRun all of it is done and taken back
    /// @throws io.waddleperf.api.http.ProblemException where Kafka or the database does not answer
    public Republished run(boolean dryRun) {
        var content = topic.get();
        var done = database.change(transaction -> {
            var all = all(transaction, content);
            if (dryRun) {
                transaction.rollback();
            }
            return all;
        });
        committed.run();
        return done;
    }

    private Republished all(Connection transaction, TopicContent content) throws SQLException {
        var unknown = new HashSet<>(content.keys());
        int written = 0;
        int stay = 0;
        int adopted = 0;
        var select = Sql.of("SELECT " + Identity.COLUMNS + " FROM probe_identity ORDER BY probe");
        for (Identity identity : Database.list(transaction, select, Identity::of)) {
            String probe = identity.probe();
            var keys = identity.keys();
            unknown.remove(probe);
            if (content.says(probe, WireCodec.text(keys), keys.version())) {
                stay++;
            } else if (content.newest(probe) > keys.version()) {
                replace(transaction, identity, WireCodec.read(ProbeKeys.class, content.text(probe)));
                adopted++;
            } else {
                tell(transaction, identity, content.version(probe));
                written++;
            }
        }
        for (String probe : unknown) {
            outbox.add(transaction, Topics.PROBE_KEYS, probe, null);
        }
        var done = new Republished(Topics.PROBE_KEYS.name(), written, unknown.size(), stay + adopted);
        if (!done.changesNothing() || adopted > 0) {
            audit.note(transaction, new Audit.Change("configuration.republish", Topics.PROBE_KEYS.name(), null, done));
        }
        return done;
    }

    /// Of a version that no reader ignores.
    private void tell(Connection transaction, Identity identity, long told) throws SQLException {
        var before = identity.keys();
        var keys = new ProbeKeys(before.probe(), before.keys(), Math.max(before.version(), told) + 1);
        replace(transaction, identity, keys);
        outbox.add(transaction, Topics.PROBE_KEYS, keys.probe(), keys);
    }

    private static void replace(Connection transaction, Identity identity, ProbeKeys keys) throws SQLException {
        if (Database.update(transaction, identity.told(keys).replacing(identity)) == 0) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT, "somebody else changed the keys of " + keys.probe() + ": try again");
        }
    }
}
