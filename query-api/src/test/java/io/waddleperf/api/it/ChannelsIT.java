package io.waddleperf.api.it;

import static io.waddleperf.testkit.TestSql.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Destination;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Await;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class ChannelsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CHANNELS = "/api/v1/channels";
    private static final String OPS = CHANNELS + "/it-ops";
    private static final String DRAFT = """
            {"destination":{"type":"webhook","url":"https://hook.example.net/in","secret":"env:NOTIFY_OPS"},
             "route":{"match":{"site":["site-fra7"]},"severity":"critical","groupWaitUs":0}}""";
    private static final JsonMapper JSON = new JsonMapper();

    @Inject
    DataSource database;

    @Inject
    ConfigurationStore configuration;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TwoSites sites;

    @BeforeEach
    void world() throws Exception {
        sites = TwoSites.of(database, configuration);
        execute(database, "DELETE FROM notifier_channel");
        remove();
    }

    @AfterEach
    void remove() throws Exception {
        as("admin", "DELETE", OPS, null);
        execute(database, "DELETE FROM notifier_channel");
    }

    private Http.Answer as(String caller, String method, String path, @Nullable String body, String... headers)
            throws Exception {
        var all = new ArrayList<>(List.of("Authorization", sites.authorization(caller)));
        all.addAll(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return Http.any(method, path, body, all.toArray(String[]::new));
    }

    private Http.Answer admin(String method, String path, @Nullable String body, String... headers) throws Exception {
        return as("admin", method, path, body, headers);
    }

    @Test
    void keepsAChannelByItsVersionAndTellsItsTopic() throws Exception {
        var created = admin("PUT", OPS, DRAFT, "If-None-Match", "*");
        assertEquals(201, created.status(), created.response()::body);
        var read = admin("GET", OPS, null);
        assertEquals(created.json(), read.json());
        String tag = read.header("ETag");
        assertEquals(created.header("ETag"), tag);
        // what was read may be sent back
        var same = admin("PUT", OPS, read.response().body(), "If-Match", tag);
        assertEquals(200, same.status(), same.response()::body);
        assertEquals(tag, same.header("ETag"));
        var changed = (ObjectNode) read.json();
        changed.put("enabled", false);
        assertEquals(200, admin("PUT", OPS, changed.toString(), "If-Match", tag).status());
        assertEquals(412, admin("PUT", OPS, DRAFT, "If-Match", tag).status());
        assertEquals(412, admin("DELETE", OPS, null, "If-Match", tag).status());
        assertEquals(204, admin("DELETE", OPS, null).status());
        assertEquals(404, admin("GET", OPS, null).status());
        long version = created.json().get("version").asLong();
        try (var topic = new TopicReader(Topics.CHANNELS)) {
            Await.equal(List.of(version, version + 1, -1L), SOON, () -> {
                var records = topic.ofKey("it-ops");
                return records.subList(Math.max(0, records.size() - 3), records.size()).stream()
                        .map(record -> record.value() == null
                                ? -1L
                                : channel(record.value()).version())
                        .toList();
            });
            var records = topic.ofKey("it-ops");
            var first = channel(records.get(records.size() - 3).value());
            assertEquals(new Destination.Webhook("https://hook.example.net/in", "env:NOTIFY_OPS"), first.destination());
            assertEquals(0, first.route().groupWaitUs());
            assertFalse(channel(records.get(records.size() - 2).value()).enabled());
        }
    }

    private static Channel channel(byte[] value) {
        return WireCodec.read(Channel.class, value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                            | destination
            {"destination":7}                                                             | destination
            {"destination":{}}                                                            | destination.type
            {"destination":{"type":"pigeon"}}                                             | destination.type
            {"destination":{"type":"slack","url":"https://x.example/hunter2"}}            | destination.url
            {"destination":{"type":"webhook","url":"http://x.example/?k=hunter2"}}        | destination.url
            {"destination":{"type":"webhook","url":"http://u:hunter2@x.example/"}}        | destination.url
            {"destination":{"type":"webhook","url":"http://x.example","secret":"hunter2"}} | destination.secret
            {"destination":{"type":"webhook","url":"http://x.example","secret":["hunter2"]}} | destination.secret
            {"destination":{"type":"pagerduty","routingKey":"file:../hunter2"}}           | destination.routingKey
            {"destination":{"type":"email","server":"m","to":["o@x.example"],"user":"u","password":"hunter2"}} | destination.password
            {"destination":{"type":"syslog","server":"m","port":514}}                     | destination.port
            {"destination":{"type":"syslog","server":"m"},"route":[]}                     | route
            {"destination":{"type":"syslog","server":"m"},"route":{"tell":["hunter"]}}    | route.tell
            {"destination":{"type":"syslog","server":"m"},"route":{"groupWait":"10s"}}    | route.groupWait
            {"destination":{"type":"syslog","server":"m"},"route":{"repeatIntervalUs":1}} | route.repeatIntervalUs
            {"destination":{"type":"syslog","server":"m"},"route":{"match":{"planet":"x"}}} | route.match
            {"destination":{"type":"syslog","server":"m"},"enabled":"yes"}                | enabled
            {"destination":{"type":"syslog","server":"m"},"colour":"red"}                 | colour
            """)
    void refusesWhatIsWrongByItsPlaceAndRepeatsNoSecret(String body, String field) throws Exception {
        var refused = admin("PUT", OPS, body);
        assertEquals(400, refused.status(), refused.response()::body);
        assertEquals(field, refused.json().at("/errors/0/field").asText(), refused.response()::body);
        assertFalse(refused.response().body().contains("hunter2"), refused.response()::body);
        assertEquals(404, admin("GET", OPS, null).status());
    }

    @Test
    void refusesANameThatNoNotificationCanHave() throws Exception {
        var refused = admin("PUT", CHANNELS + "/a.b", DRAFT);
        assertEquals(400, refused.status());
        assertEquals("id", refused.json().at("/errors/0/field").asText());
    }

    /// Addresses, names of sites and what the notifier says of hosts are for those who may change them.
    @Test
    void showsWhereItLeadsToThoseWhoMayChangeIt() throws Exception {
        assertEquals(201, admin("PUT", OPS, DRAFT).status());
        execute(
                database,
                "INSERT INTO notifier_channel VALUES ('it-ops', 'webhook', 9999, 'no route to hook.example.net',"
                        + " UTC_TIMESTAMP(6))");
        for (String caller : List.of("viewer", "viewer@fra", "maintainer@fra", "maintainer@ber")) {
            for (String path : List.of(CHANNELS, OPS, "/api/v1/documents")) {
                String body = as(caller, "GET", path, null).response().body();
                assertFalse(body.contains("hook.example.net"), caller + ' ' + path);
                assertFalse(body.contains("NOTIFY_OPS"), caller + ' ' + path);
            }
            var view = as(caller, "GET", OPS, null).json();
            assertEquals("broken", view.at("/state/phase").asText());
            assertTrue(view.get("destination").isNull() && view.get("route").isNull(), view::toString);
            assertEquals(403, as(caller, "PUT", OPS, DRAFT).status());
            assertEquals(403, as(caller, "POST", OPS + "/test", "").status());
        }
        var view = as("maintainer", "GET", OPS, null).json();
        assertEquals("no route to hook.example.net", view.at("/state/detail").asText());
        assertEquals("env:NOTIFY_OPS", view.at("/destination/secret").asText());
        // the audit has the change, and in it where the secret is
        var audit = admin("GET", "/api/v1/audit?subject=it-ops&limit=1", null)
                .response()
                .body();
        assertTrue(audit.contains("channel.put") && audit.contains("env:NOTIFY_OPS"), audit);
    }

    @Test
    void tellsHowFarTheNotifierIsAndNamesItsOwn() throws Exception {
        assertEquals(201, admin("PUT", OPS, DRAFT).status());
        var created = admin("PUT", OPS, DRAFT.replace("critical", "warning")).json();
        assertEquals("silent", created.at("/state/phase").asText());
        long version = created.get("version").asLong();
        heard("it-file", 0, 0);
        assertEquals("behind", phase("it-ops"));
        var own = admin("GET", CHANNELS + "/it-file", null);
        assertEquals("notifier", own.json().get("origin").asText());
        assertEquals("in-force", own.json().at("/state/phase").asText());
        assertEquals("\"0\"", own.header("ETag"));
        heard("it-ops", version - 1, 0);
        assertEquals("behind", phase("it-ops"));
        heard("it-ops", version, 0);
        assertEquals("in-force", phase("it-ops"));
        heard("it-ops", 0, 0);
        assertEquals("shadowed", phase("it-ops"));
        execute(database, "DELETE FROM notifier_channel");
        heard("it-ops", version, 180);
        assertEquals("silent", phase("it-ops"));
        // it is the notifier's: there is none of that name to remove
        assertEquals(404, admin("DELETE", CHANNELS + "/it-file", null).status());
    }

    private void heard(String name, long version, int secondsAgo) throws SQLException {
        execute(
                database,
                "REPLACE INTO notifier_channel VALUES ('" + name + "', 'webhook', " + version
                        + ", '', UTC_TIMESTAMP(6) - INTERVAL " + secondsAgo + " SECOND)");
    }

    private String phase(String id) throws Exception {
        var items = admin("GET", CHANNELS, null).json().get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.get("id").asText().equals(id))
                .findFirst()
                .map(item -> item.at("/state/phase").asText())
                .orElse("absent");
    }

    @Test
    void ordersATestOnceAndTellsWhatTheReceiverAnswered() throws Exception {
        assertEquals(404, admin("POST", OPS + "/test", "").status());
        admin("PUT", OPS, DRAFT);
        heard("it-file", 0, 0);
        var taken = admin("POST", OPS + "/test", "", "Idempotency-Key", "it-key");
        assertEquals(202, taken.status(), taken.response()::body);
        String at = taken.header("Location");
        String id = taken.json().get("testId").asText();
        assertEquals(OPS + "/tests/" + id, at);
        assertEquals(
                id,
                admin("POST", OPS + "/test", "", "Idempotency-Key", "it-key")
                        .json()
                        .get("testId")
                        .asText());
        assertEquals(
                422,
                admin("POST", CHANNELS + "/it-file/test", "", "Idempotency-Key", "it-key")
                        .status(),
                "the key is of another channel's test");
        assertNotEquals(
                id, admin("POST", OPS + "/test", "").json().get("testId").asText());
        try (var topic = new TopicReader(Topics.INCIDENT_ACTIONS)) {
            Await.until(
                    "the order is on the topic", SOON, () -> !topic.ofKey(id).isEmpty());
            var action = WireCodec.read(
                    IncidentAction.class, topic.ofKey(id).getFirst().value());
            assertEquals("it-ops", action.channel());
            assertEquals(IncidentAction.Kind.TEST_CHANNEL, action.kind());
        }
        assertEquals("queued null", status(at));
        told(id, "pending", "NULL", "x answered 503");
        assertEquals("refused x answered 503", status(at));
        told(id, "sent", "'x answered 204'", "");
        assertEquals("taken x answered 204", status(at));
        told(id, "failed", "NULL", "gave up: x answered 503");
        assertEquals("given-up gave up: x answered 503", status(at));
        assertEquals(404, admin("GET", CHANNELS + "/it-file/tests/" + id, null).status(), "a test of another one");
        assertEquals(404, admin("GET", OPS + "/tests/none", null).status());
    }

    private String status(String path) throws Exception {
        JsonNode test = admin("GET", path, null).json();
        return test.get("status").asText() + ' ' + test.get("answer").asText();
    }

    /// What the notifier would write.
    private void told(String test, String state, String answer, String error) throws SQLException {
        execute(database, """
                REPLACE INTO notification (dedup_key, incident_id, revision, transition, occurrence, channel, group_id,
                    group_key, state, attempts, next_attempt_at, last_error, created_at, document, answer)
                VALUES ('%s/test/1/it-ops', UNHEX(REPLACE('%s', '-', '')), 1, 'test', 1, 'it-ops', UNHEX(MD5('g')), 'g',
                    '%s', 1, UTC_TIMESTAMP(6), '%s', UTC_TIMESTAMP(6), '{}', %s)""".formatted(test, test, state, error, answer));
    }

    @Test
    void takesChannelsAsDocuments() throws Exception {
        String document = """
                {"apiVersion":"waddleperf.io/v1","kind":"Channel","metadata":{"name":"it-ops"},
                 "spec":{"type":"email","server":"mail.example.net","to":["ops@example.net"],"user":"w",
                         "password":"file:mail","groupWait":"30s"}}""";
        String order = "{\"documents\":[" + document + "]}";
        var applied = admin("POST", "/api/v1/documents", order).json();
        assertEquals("created", applied.at("/items/0/result").asText(), applied::toString);
        var again = admin("POST", "/api/v1/documents", order).json();
        assertEquals("unchanged", again.at("/items/0/result").asText(), again::toString);
        assertEquals(
                30_000_000,
                admin("GET", OPS, null).json().at("/route/groupWaitUs").asLong());
        var secret = admin("POST", "/api/v1/documents", order.replace("file:mail", "hunter2"))
                .json();
        assertEquals("/documents/0/spec/password", secret.at("/items/0/pointer").asText());
        assertFalse(secret.toString().contains("hunter2"), secret::toString);
        var refused = as("maintainer@fra", "POST", "/api/v1/documents", order.replace("30s", "31s"))
                .json();
        assertEquals("refused", refused.at("/items/0/result").asText(), refused::toString);
        assertFalse(refused.get("applied").asBoolean());
        var gone = admin("POST", "/api/v1/documents", "{\"remove\":[{\"kind\":\"Channel\",\"name\":\"it-ops\"}]}")
                .json();
        assertEquals("removed", gone.at("/items/0/result").asText(), gone::toString);
        assertEquals(JSON.readTree(document).get("spec"), gone.at("/items/0/before/spec"));
    }

    @Test
    void showsWhatAChannelSaidToWhomItIsShown() throws Exception {
        Instant now = Instant.now();
        var path = List.of(new PathName("probe-fra7", "target-fra7"));
        var incident = Stories.incident("it-told", Incident.State.OPEN, now, path, List.of());
        var stories = new Stories(database);
        stories.store(incident);
        stories.notified(incident, "opened", "it-ops", "failed", now, "10.0.0.1:25 refused boss@example.net");
        String told = "/api/v1/incidents/" + incident.id() + "/deliveries";
        for (String caller : List.of("viewer", "maintainer", "admin")) {
            var said = as(caller, "GET", told, null).json().at("/items/0/error").asText();
            assertEquals(caller.equals("viewer"), said.isEmpty(), caller);
        }
    }

    @Test
    void takesNoMoreThanFifty() throws Exception {
        var made = new ArrayList<String>();
        try {
            int status = 201;
            for (int i = 0; i <= Channel.MOST && status < 300; i++) {
                status = admin(
                                "PUT",
                                CHANNELS + "/it-many-" + i,
                                "{\"destination\":{\"type\":\"syslog\",\"server\":\"m\"}}")
                        .status();
                made.add(CHANNELS + "/it-many-" + i);
            }
            assertEquals(409, status);
            assertEquals(404, admin("GET", made.getLast(), null).status());
            String other = "{\"destination\":{\"type\":\"syslog\",\"server\":\"n\"}}";
            assertEquals(200, admin("PUT", made.getFirst(), other).status(), "what is there may be changed");
            var order = "{\"documents\":[{\"apiVersion\":\"waddleperf.io/v1\",\"kind\":\"Channel\","
                    + "\"metadata\":{\"name\":\"it-many-50\"},\"spec\":{\"type\":\"syslog\",\"server\":\"m\"}}]";
            var more = admin("POST", "/api/v1/documents", order + "}").json();
            assertTrue(more.at("/items/0/detail").asText().startsWith("there may be 50"), more::toString);
            var instead = admin(
                            "POST",
                            "/api/v1/documents",
                            order + ",\"remove\":[{\"kind\":\"Channel\",\"name\":\"it-many-0\"}]}")
                    .json();
            assertTrue(instead.get("applied").asBoolean(), instead::toString);
        } finally {
            for (String path : made) {
                admin("DELETE", path, null);
            }
        }
    }
}
