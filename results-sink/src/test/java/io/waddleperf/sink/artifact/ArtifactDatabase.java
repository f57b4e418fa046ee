package io.waddleperf.sink.artifact;

import io.waddleperf.contracts.ArtifactChunk;
import io.waddleperf.contracts.ArtifactChunks;
import io.waddleperf.contracts.Result;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;

/// A migrated database, and artifacts for it.
final class ArtifactDatabase {
    final DataSource source;

    ArtifactDatabase() throws SQLException {
        var test = TestServers.freshDatabase();
        var database = test.source();
        database.getConnection().close(); // it reads its settings then, and for one thread only
        source = database;
        Migrations.run(source);
    }

    /// The content of three chunks.
    static byte[] content(int seed) {
        var content = new byte[2 * ArtifactChunk.MOST_BYTES + 17];
        new Random(seed).nextBytes(content);
        return content;
    }

    static List<ArtifactChunk> chunks(String probe, byte[] content) {
        return ArtifactChunks.of(result(probe), "capture.bin", "application/octet-stream", content);
    }

    static Result result(String probe) {
        return Samples.ping(probe, "t", Samples.AT);
    }

    /// A column of its row.
    String row(UUID id, String column) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(
                        "SELECT " + column + " FROM artifact WHERE artifact_id = UNHEX(?)")) {
            statement.setString(1, id.toString().replace("-", ""));
            try (var rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
            }
        }
    }
}
