package io.waddleperf.api.joining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.Outbox;
import io.waddleperf.api.http.IdempotencyKey;
import io.waddleperf.api.http.JsonSettings;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An enrolment that is asked for twice by one key.
final class JoinStoreIT {
    private static final UUID ID = IdempotencyKey.idOf("enrolment", "ada", "key", UUID::randomUUID);

    @SuppressWarnings("NullAway.Init") // set before each test
    private Database database;

    @SuppressWarnings("NullAway.Init") // set before each test
    private JoinStore store;

    @BeforeEach
    void start() throws Exception {
        var pool = TestServers.freshDatabase().source();
        Migrations.run(pool);
        database = new Database(pool);
        var mapper = new ObjectMapper();
        new JsonSettings().customize(mapper);
        store = new JoinStore(database, new Outbox(), new Audit(new Callers(() -> Caller.SYSTEM), mapper));
    }

    private void add(UUID id, String secret, String probe) {
        var enrolment = new Enrolment(probe, "fra", Map.of(), Duration.ofHours(1));
        store.add(id, Secrets.hash(secret), enrolment, Samples.AT);
    }

    private long rows(String table) {
        return database.first(Sql.of("SELECT COUNT(*) AS present FROM " + table), row -> row.number("present"))
                .orElseThrow();
    }

    @Test
    void makesNoSecondTokenAndSaysWhoseLineToVoid() {
        add(ID, "first", "fra-aaaaaa");
        var refused = assertThrows(ProblemException.class, () -> add(ID, "second", "fra-bbbbbb"));
        assertEquals(ProblemKind.CONFLICT, refused.kind());
        assertTrue(String.valueOf(refused.getMessage()).contains("`probes revoke fra-aaaaaa`"), refused::getMessage);
        assertEquals(1, rows("probe_enrolment"));
        assertEquals(1, rows("audit"), "what was not done is not noted");

        store.voidTokens("fra-aaaaaa");
        add(ID, "third", "fra-cccccc");
        add(IdempotencyKey.idOf("enrolment", "eva", "key", UUID::randomUUID), "fourth", "fra-dddddd");
        assertEquals(2, rows("probe_enrolment"), "of another person's key, too");
    }
}
