package io.waddleperf.api.license;

import static io.waddleperf.api.license.FakeLicenseServer.FEATURES;
import static io.waddleperf.api.license.FakeLicenseServer.KEEPALIVE;
import static io.waddleperf.api.license.FakeLicenseServer.KEY;
import static io.waddleperf.api.license.FakeLicenseServer.VALIDATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.configuration.Outbox;
import io.waddleperf.api.license.FakeLicenseServer.Sent;
import io.waddleperf.api.license.Standing.State;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Entitlements;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.Leases;
import io.waddleperf.database.Migrations;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The licence on a real database, asked of a server by real HTTP.
final class LicenseKeeperIT {
    private static final DataSource POOL = migrated();
    private static final Map<String, String> NO_RELEASE = Map.of();

    private final FakeClock clock = new FakeClock(Samples.AT);
    private final Database database = new Database(POOL);
    private final LicenseTable table = new LicenseTable(database, new Outbox());
    private FakeLicenseServer server;

    private static DataSource migrated() {
        try {
            var fresh = TestServers.freshDatabase();
            var source = fresh.source();
            Migrations.run(source);
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void begin() throws IOException {
        server = new FakeLicenseServer();
        server.sells("2999-01-01T00:00:00Z");
        for (String sql : List.of(
                "DELETE FROM outbox",
                "DELETE FROM lease",
                "UPDATE license SET asked_of = NULL, held_at = NULL, kept_alive_at = NULL, withheld = '{}', version = 0")) {
            var _ = database.transaction(transaction -> Database.update(transaction, Sql.of(sql)));
        }
    }

    @AfterEach
    void end() {
        server.close();
    }

    private Map<String, String> release(String key) {
        return Map.of("RELEASE_MODE", "true", "LICENSE_KEY", key, "LICENSE_SERVER_URL", server.url());
    }

    private InstalledLicense installed(Map<String, String> variables) {
        return new InstalledLicense(table, name -> Optional.ofNullable(variables.get(name)));
    }

    private LicenseKeeper keeper(Map<String, String> variables, String holder) {
        return new LicenseKeeper(
                installed(variables), table, new Leases(POOL, Clock.systemUTC()), clock, holder, "1.2.3");
    }

    private void look(Map<String, String> variables) throws SQLException {
        assertTrue(keeper(variables, "one").look());
    }

    private Standing standing() {
        return installed(release(KEY)).standing(clock.instant());
    }

    /// What was put on the topic, the newest last.
    private List<Entitlements> told() {
        return database.list(Sql.of("SELECT value FROM outbox ORDER BY id"), LicenseKeeperIT::entitlements);
    }

    private static Entitlements entitlements(Row row) throws SQLException {
        return WireCodec.read(Entitlements.class, row.text("value"));
    }

    private Set<String> withheld() {
        return told().getLast().withheld().keySet();
    }

    @Test
    void sendsKeyProductAndVersionAndNothingElse() throws Exception {
        look(release(KEY));
        String bearer = "Bearer " + KEY;
        var sent = server.takeSent();
        assertEquals(new Sent(VALIDATE, bearer, "{\"product\":\"waddleperf\"}"), sent.get(0));
        assertEquals(new Sent(FEATURES, bearer, "{\"product\":\"waddleperf\"}"), sent.get(1));
        assertEquals(KEEPALIVE, sent.get(2).path());
        assertEquals(
                Map.of("product", "waddleperf", "server_id", "srv_8f7d", "version", "1.2.3"),
                json(sent.get(2).body()));
        assertEquals(3, sent.size());
        var state = installed(release(KEY)).state().orElseThrow();
        assertEquals(clock.instant(), state.heldAt());
        assertEquals(clock.instant(), state.keptAliveAt());
        assertFalse(state.toString().contains("A1B2"), state.toString());
    }

    private static Map<String, String> json(String text) throws Exception {
        var fields = new HashMap<String, String>();
        new com.fasterxml.jackson.databind.json.JsonMapper()
                .readTree(text)
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }

    @Test
    void asksOncePerHourAndTellsOnlyWhatChanged() throws Exception {
        look(release(KEY));
        assertEquals(Set.of("analysis"), withheld());
        clock.advance(Duration.ofMinutes(59));
        assertEquals(3, server.takeSent().size());
        look(release(KEY));
        assertEquals(List.of(), server.takeSent());
        clock.advance(Duration.ofMinutes(1));
        look(release(KEY));
        assertEquals(3, server.takeSent().size());
        assertEquals(1, told().size());
        server.answers(FEATURES, 200, "{\"features\":[{\"name\":\"analysis\",\"entitled\":true}]}");
        clock.advance(Duration.ofHours(1));
        look(release(KEY));
        assertEquals(Set.of("autoperf"), withheld());
        assertEquals(2, told().getLast().version());
    }

    @Test
    void asksNobodyWhileNothingIsReleasedAndWithholdsNothingAnyMore() throws Exception {
        look(NO_RELEASE);
        assertEquals(List.of(), told());
        server.answers(VALIDATE, 403, "{\"message\":\"revoked\"}");
        look(release(KEY));
        assertEquals(Set.of("autoperf", "analysis"), withheld());
        assertEquals(
                "the server refuses the key (403): revoked",
                told().getLast().withheld().get("autoperf"));
        server.takeSent();
        clock.advance(Duration.ofDays(1));
        look(NO_RELEASE);
        assertEquals(Set.of(), withheld());
        assertEquals(List.of(), server.takeSent());
        assertEquals(
                State.NOT_NEEDED,
                installed(NO_RELEASE).standing(clock.instant()).state());
    }

    @Test
    void goesOnForThreeDaysWithoutTheServerAndHealsWhenItIsBack() throws Exception {
        look(release(KEY));
        server.isAway();
        clock.advance(Duration.ofHours(1));
        look(release(KEY));
        assertEquals(State.GRACE, standing().state());
        assertTrue(
                standing().detail().contains("answers 503: maintenance"),
                standing().detail());
        assertEquals(1, told().size());
        clock.advance(Duration.ofHours(71));
        look(release(KEY));
        assertEquals(State.INVALID, standing().state());
        assertEquals(Set.of("autoperf", "analysis"), withheld());
        server.sells("2999-01-01T00:00:00Z");
        clock.advance(Duration.ofMinutes(5));
        look(release(KEY));
        assertEquals(State.VALID, standing().state());
        assertEquals(Set.of("analysis"), withheld());
    }

    @Test
    void takesAServerThatIsNotThereForAway() throws Exception {
        server.close();
        look(release(KEY));
        assertEquals(State.INVALID, standing().state());
        assertTrue(standing().detail().contains("is not reached"), standing().detail());
        assertEquals(Set.of("autoperf", "analysis"), withheld());
    }

    @Test
    void withholdsAllWhenItEndsWhetherOrNotSomebodyAnswers() throws Exception {
        server.sells(clock.instant().plusSeconds(600).toString());
        look(release(KEY));
        server.takeSent();
        clock.advance(Duration.ofMinutes(10));
        look(release(KEY));
        assertEquals(List.of(), server.takeSent(), "it is not the hour to ask");
        assertEquals(Set.of("autoperf", "analysis"), withheld());
        assertEquals("it expired at " + clock.instant(), standing().detail());
    }

    @Test
    void ownsNothingOfAnotherKey() throws Exception {
        look(release(KEY));
        server.isAway();
        server.takeSent();
        String other = KEY.replace("WXYZ", "ABCD");
        look(release(other));
        assertEquals(1, server.takeSent().size(), "it is asked at once");
        var standing = installed(release(other)).standing(clock.instant());
        assertEquals(State.INVALID, standing.state(), "the grace of the one is not the other's");
        assertEquals(Set.of("autoperf", "analysis"), withheld());
    }

    @Test
    void holdsALicenceWhoseKeepaliveGoesUnheard() throws Exception {
        server.answers(KEEPALIVE, 500, "{}");
        look(release(KEY));
        var state = installed(release(KEY)).state().orElseThrow();
        assertEquals(State.VALID, standing().state());
        assertNull(state.keptAliveAt());
    }

    @Test
    void leavesItToTheOneInstanceThatHasTheLease() throws Exception {
        assertTrue(keeper(release(KEY), "one").look());
        assertFalse(keeper(release(KEY), "two").look());
        assertEquals(3, server.takeSent().size());
        assertEquals(State.VALID, standing().state(), "and the others know what it found");
    }

    @Test
    void withholdsAllWithoutAKeyAndRefusesToStartWithAWrongOne() throws Exception {
        var without = Map.of("RELEASE_MODE", "true");
        look(without);
        assertEquals(Set.of("autoperf", "analysis"), withheld());
        assertEquals(
                "LICENSE_KEY is not set, and RELEASE_MODE is true",
                installed(without).standing(clock.instant()).detail());
        assertEquals(State.PENDING, standing().state(), "of one that was never asked about nothing is known");
        var problem = assertThrows(
                IllegalArgumentException.class,
                () -> installed(Map.of("RELEASE_MODE", "true", "LICENSE_KEY", "PENG-1234")));
        assertTrue(String.valueOf(problem.getMessage()).startsWith("the environment variable LICENSE_KEY is no"));
        assertThrows(IllegalArgumentException.class, () -> installed(Map.of("RELEASE_MODE", "yes")));
        assertTrue(installed(Map.of("LICENSE_KEY", "PENG-1234")).server().isEmpty(), "nothing else is looked at");
    }
}
