package io.waddleperf.api.joining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.audit.Audit;
import io.waddleperf.api.configuration.Outbox;
import io.waddleperf.api.configuration.Republication.Republished;
import io.waddleperf.api.configuration.TopicContent;
import io.waddleperf.api.http.JsonSettings;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.ProbeKeys;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys in a database that was put back from a copy, and on a topic that may know newer ones.
final class KeyRepublicationIT {
    private static final String PROBE = "fra-1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Identity COPIED = Identity.joined(PROBE, "host-1", key('a'), null, Samples.AT);

    private final Map<String, JsonNode> values = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Database database;

    private static String key(char letter) {
        return String.valueOf(letter).repeat(42) + 'A';
    }

    @BeforeEach
    void putBack() throws Exception {
        var server = TestServers.freshDatabase();
        var pool = server.source();
        Migrations.run(pool);
        database = new Database(pool);
        database.transaction(transaction -> Database.update(transaction, COPIED.insert()));
    }

    private void told(ProbeKeys keys) throws Exception {
        values.put(keys.probe(), JSON.readTree(WireCodec.text(keys)));
        versions.merge(keys.probe(), keys.version(), Math::max);
    }

    private Republished run() {
        var mapper = new ObjectMapper();
        new JsonSettings().customize(mapper);
        var audit = new Audit(new Callers(() -> Caller.SYSTEM), mapper);
        var content = new TopicContent(values, versions);
        return new KeyRepublication(database, new Outbox(), audit, () -> content, () -> {}).run(false);
    }

    private static Republished counts(int written, int removed, int unchanged) {
        return new Republished(Topics.PROBE_KEYS.name(), written, removed, unchanged);
    }

    private Identity stored() {
        return database.first(Sql.of("SELECT " + Identity.COLUMNS + " FROM probe_identity"), Identity::of)
                .orElseThrow();
    }

    /// Keys and what is told of them; null deletes the key.
    private Map<String, String> waiting() {
        var all = new HashMap<String, String>();
        database.list(Sql.of("SELECT record_key, value FROM outbox"), row -> {
            all.put(row.text("record_key"), String.valueOf(row.textOrNull("value")));
            return row;
        });
        return all;
    }

    @Test
    void aKeyThatWasChangedAfterTheCopyStaysSo() throws Exception {
        var rotated = COPIED.rotated(key('b'), Samples.AT.plus(Duration.ofDays(1)));
        told(rotated.keys());
        assertEquals(counts(0, 0, 1), run());
        assertEquals(rotated.keys(), stored().keys());
        assertEquals("host-1", stored().host());
        assertTrue(stored().holds(key('b')));
        assertEquals(Map.of(), waiting());
    }

    @Test
    void aProbeThatWasRevokedAfterTheCopyStaysOutside() throws Exception {
        told(COPIED.revoked(Samples.AT.plus(Duration.ofDays(1))).keys());
        run();
        assertNotNull(stored().revokedAt());
    }

    @Test
    void keysThatTheTopicHasLostAreToldAnew() {
        assertEquals(counts(1, 0, 0), run());
        assertEquals(COPIED.keys().keys(), stored().keys().keys());
        assertEquals(Map.of(PROBE, WireCodec.text(stored().keys())), waiting());
        assertNull(stored().revokedAt());
    }

    /// It joined between the copy and now: of a lower version than what readers know.
    @Test
    void keysThatReadersIgnoreAreToldBehindWhatTheyKnow() throws Exception {
        told(COPIED.keys());
        versions.put(PROBE, 7L);
        assertEquals(counts(1, 0, 0), run());
        assertEquals(8, stored().keys().version());
        assertEquals(COPIED.keys().keys(), stored().keys().keys());
        assertEquals(Map.of(PROBE, WireCodec.text(stored().keys())), waiting());
    }

    @Test
    void keysOfAProbeThatTheDatabaseDoesNotHaveAreDeleted() throws Exception {
        told(COPIED.keys());
        told(new ProbeKeys("ber-1", List.of(ProbeKeys.Key.of(key('c'), Samples.AT)), 3));
        assertEquals(counts(0, 1, 1), run());
        assertEquals(Map.of("ber-1", "null"), waiting());
    }
}
