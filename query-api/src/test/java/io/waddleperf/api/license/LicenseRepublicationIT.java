package io.waddleperf.api.license;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a licence withholds, in a database that was put back from a copy and on a topic that may know something newer.
final class LicenseRepublicationIT {
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> ANALYSIS = Map.of("analysis", "the licence does not have it");

    private final FakeClock clock = new FakeClock(Samples.AT);
    private final Map<String, JsonNode> values = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Database database;

    @BeforeEach
    void migrate() throws SQLException {
        var pool = TestServers.freshDatabase().source();
        Migrations.run(pool);
        database = new Database(pool);
    }

    private static ObjectMapper mapper() {
        var mapper = new ObjectMapper();
        new JsonSettings().customize(mapper);
        return mapper;
    }

    private void putBack(Map<String, String> withheld, long version) {
        var sql = Sql.of(
                "UPDATE license SET withheld = ?, version = ? WHERE id = 1",
                mapper().valueToTree(withheld).toString(),
                version);
        int changed = database.transaction(transaction -> Database.update(transaction, sql));
        assertEquals(1, changed);
    }

    private void told(Map<String, String> withheld, long version) throws Exception {
        String record = WireCodec.text(new Entitlements(Entitlements.ID, withheld, Samples.AT, version));
        values.put(Entitlements.ID, mapper().readTree(record));
        versions.merge(Entitlements.ID, version, Math::max);
    }

    private Republished run(boolean dryRun) {
        var audit = new Audit(new Callers(() -> Caller.SYSTEM), mapper());
        var content = new TopicContent(values, versions);
        var table = new LicenseTable(database, new Outbox());
        return new LicenseRepublication(database, table, audit, clock, () -> content, () -> {}).run(dryRun);
    }

    private static Republished counts(int written, int unchanged) {
        return new Republished(Topics.ENTITLEMENTS.name(), written, 0, unchanged);
    }

    private List<Entitlements> waiting() {
        return database.list(Sql.of("SELECT value FROM outbox ORDER BY id"), LicenseRepublicationIT::entitlements);
    }

    private static Entitlements entitlements(Row row) throws SQLException {
        return WireCodec.read(Entitlements.class, row.text("value"));
    }

    private Entitlements entitlements(Map<String, String> withheld, long version) {
        return new Entitlements(Entitlements.ID, withheld, clock.instant(), version);
    }

    @Test
    void whatTheTopicSaysAlreadyStays() throws Exception {
        putBack(ANALYSIS, 3);
        told(ANALYSIS, 3);
        assertEquals(counts(0, 1), run(false));
        assertEquals(List.of(), waiting());
    }

    @Test
    void whatTheTopicHasLostIsToldAnew() {
        putBack(ANALYSIS, 3);
        assertEquals(counts(1, 0), run(false));
        assertEquals(List.of(entitlements(ANALYSIS, 4)), waiting());
    }

    @Test
    void whatDiffersIsToldBehindWhatReadersKnow() throws Exception {
        putBack(NOTHING, 3);
        told(ANALYSIS, 7);
        assertEquals(counts(1, 0), run(false));
        assertEquals(List.of(entitlements(NOTHING, 8)), waiting());
    }

    /// The copy is of a time before the first licence.
    @Test
    void whatOnlyTheTopicKnowsIsWithheldNoMore() throws Exception {
        told(ANALYSIS, 2);
        assertEquals(counts(1, 0), run(false));
        assertEquals(List.of(entitlements(NOTHING, 3)), waiting());
    }

    /// The same words, of a version that the next change would not be newer than.
    @Test
    void goesOnFromTheVersionThatReadersKnow() throws Exception {
        putBack(ANALYSIS, 3);
        told(ANALYSIS, 7);
        assertEquals(counts(1, 0), run(false));
        assertEquals(List.of(entitlements(ANALYSIS, 8)), waiting());
    }

    @Test
    void aDryRunChangesNothingAndWithoutALicenceNothingIsTold() throws Exception {
        assertEquals(counts(0, 0), run(false));
        told(ANALYSIS, 2);
        assertEquals(counts(1, 0), run(true));
        assertEquals(List.of(), waiting());
        assertEquals(counts(1, 0), run(false));
    }
}
