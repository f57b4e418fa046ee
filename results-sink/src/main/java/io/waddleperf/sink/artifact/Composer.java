package io.waddleperf.sink.artifact;

import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.StoreException;
import io.waddleperf.contracts.ArtifactChunk;
import io.waddleperf.contracts.ArtifactChunks;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.database.Transactions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Keeps chunks and makes the whole of them when the last is there.
///
/// Each step may be done again, in this order: the row, the chunk's object, the whole's object, the
/// row's end, the chunks away. So a chunk that comes again, also after a kill -9 between two steps,
/// goes on where it stopped, and the whole is stored once.
final class Composer {
    private static final Logger LOG = Logger.getLogger(Composer.class);

    private final ObjectStore store;
    private final DataSource database;
    private final InstantSource clock;

    Composer(ObjectStore store, DataSource database, InstantSource clock) {
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    /// @throws WireFormatException where the chunk contradicts the ones before it
    /// @throws IOException         where the store could not; the same chunk has to come again
    void take(ArtifactChunk chunk, int partition, Instant appendedAt) throws SQLException, IOException {
        var artifact = Transactions.once(
                database, connection -> ArtifactTable.arrived(connection, chunk, partition, appendedAt));
        if (!artifact.has(chunk)) {
            throw refusal(
                    "it says something else of the artifact " + artifact.id() + " than the chunk that came first");
        }
        if (artifact.state() == Artifact.State.ARRIVING) {
            store.create(ArtifactKeys.chunk(artifact.id(), chunk.index()), chunk.bytes());
            if (store.list(ArtifactKeys.prefix(artifact.id())).size() < artifact.chunks()) {
                return;
            }
            compose(artifact);
        }
        // also where it ended before: whoever ended it may have died at this point
        store.delete(ArtifactKeys.chunks(artifact.id(), artifact.chunks()));
    }

    private void compose(Artifact artifact) throws SQLException, IOException {
        var whole = whole(artifact);
        if (whole.isEmpty()) {
            var problem = "its chunks have more than the " + artifact.totalBytes() + " bytes that the probe says";
            end(artifact, Artifact.State.DAMAGED, problem);
            return;
        }
        var problem = problem(artifact, whole.get());
        if (problem.isEmpty()) {
            store.create(artifact.objectKey(), whole.get());
            end(artifact, Artifact.State.COMPLETE, "");
        } else {
            end(artifact, Artifact.State.DAMAGED, problem);
        }
    }

    /// Empty where there is more than was said: what is in hand stays limited.
    private Optional<byte[]> whole(Artifact artifact) throws IOException {
        var whole = new ByteArrayOutputStream((int) artifact.totalBytes());
        for (var key : ArtifactKeys.chunks(artifact.id(), artifact.chunks())) {
            try (var chunk = store.open(key)) {
                whole.writeBytes(chunk.readNBytes(ArtifactChunk.MOST_BYTES));
            }
            if (whole.size() > artifact.totalBytes()) {
                return Optional.empty();
            }
        }
        return Optional.of(whole.toByteArray());
    }

    private static String problem(Artifact artifact, byte[] whole) {
        if (whole.length < artifact.totalBytes()) {
            return "its chunks have " + whole.length + " of the " + artifact.totalBytes()
                    + " bytes that the probe says";
        }
        var sha256 = ArtifactChunks.sha256(whole);
        return sha256.equals(artifact.sha256())
                ? ""
                : "its SHA-256 is " + sha256 + ", but the probe says " + artifact.sha256();
    }

    /// What has not become whole by now will not.
    ///
    /// @param reason in words
    void giveUp(Artifact artifact, String reason) throws SQLException, StoreException {
        int came = store.list(ArtifactKeys.prefix(artifact.id())).size();
        store.delete(ArtifactKeys.chunks(artifact.id(), artifact.chunks()));
        end(artifact, Artifact.State.INCOMPLETE, came + " of " + artifact.chunks() + " chunks came " + reason);
    }

    private void end(Artifact artifact, Artifact.State state, String note) throws SQLException {
        if (state != Artifact.State.COMPLETE) {
            LOG.warnf("artifact %s of result %s is %s: %s", artifact.id(), artifact.resultId(), state.column(), note);
        }
        Transactions.once(database, connection -> {
            ArtifactTable.end(connection, artifact.id(), state, note, clock.instant());
            return true;
        });
    }

    private static WireFormatException refusal(String reason) {
        return new WireFormatException(reason, new IllegalArgumentException(reason));
    }
}
