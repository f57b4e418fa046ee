package io.waddleperf.sink.artifact;

import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.StoreException;
import io.waddleperf.database.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// Gives up what stays incomplete, and deletes what has had its time. A little at a time: the reader
/// does it between two batches.
final class ArtifactUpkeep {
    private static final int MOST_AT_ONCE = 100;

    private final Composer composer;
    private final ObjectStore store;
    private final DataSource database;
    private final ArtifactSettings settings;

    ArtifactUpkeep(Composer composer, ObjectStore store, DataSource database, ArtifactSettings settings) {
        this.composer = composer;
        this.store = store;
        this.database = database;
        this.settings = settings;
    }

    /// An archive that is away is to be known also where nothing is written.
    void check() throws StoreException {
        store.check();
    }

    /// @param reached how far each partition has been read, in append time: what waits in Kafka
    ///                behind an outage is not late
    void giveUp(Map<Integer, Instant> reached) throws SQLException, StoreException {
        for (var partition : reached.entrySet()) {
            var before = partition.getValue().minus(settings.expiry());
            for (var artifact : Transactions.once(
                    database,
                    connection -> ArtifactTable.arriving(connection, partition.getKey(), before, MOST_AT_ONCE))) {
                composer.giveUp(artifact, "within " + settings.expiry());
            }
        }
    }

    /// The object first: while its row is there, it is found and deleted again.
    void drop(Instant now) throws SQLException, StoreException {
        var before = now.minus(Duration.ofDays(settings.retentionDays()));
        List<Artifact> old;
        do {
            old = Transactions.once(database, connection -> ArtifactTable.older(connection, before, MOST_AT_ONCE));
            for (var artifact : old) {
                store.delete(ArtifactKeys.chunks(artifact.id(), artifact.chunks()));
            }
            store.delete(old.stream().map(Artifact::objectKey).toList());
            var dropped = old;
            Transactions.once(database, connection -> {
                ArtifactTable.delete(connection, dropped);
                return true;
            });
        } while (old.size() == MOST_AT_ONCE);
    }
}
