package io.waddleperf.api.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.MariaDbDataSource;

final class DatabaseTest {
    @Test
    void saysThatTheDatabaseIsAway() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var database = new Database(new MariaDbDataSource("jdbc:mariadb://127.0.0.1:" + closed + "/none"));
        var sql = Sql.of("SELECT 1");
        assertEquals(
                ProblemKind.DATABASE_AWAY,
                assertThrows(ProblemException.class, () -> database.list(sql, row -> row.text("1")))
                        .kind());
        assertEquals(
                ProblemKind.DATABASE_AWAY,
                assertThrows(ProblemException.class, () -> database.transaction(_ -> 1))
                        .kind());
    }

    @Test
    void bindsValuesInTheOrderOfTheirPlaces() {
        var sql = Sql.of("SELECT x FROM t WHERE a = ?", 1)
                .addIf(null, " AND b = ?")
                .addIf("v", " AND c = ?")
                .add(" AND d IN ")
                .addList(List.of(1, 2, 3));
        assertEquals("SELECT x FROM t WHERE a = ? AND c = ? AND d IN (?, ?, ?)", sql.text());
    }
}
