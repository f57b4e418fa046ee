package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.Incident.State;
import io.waddleperf.contracts.IncidentAction;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.database.SqlValues;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import io.waddleperf.testkit.TestServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RealServers.class)
final class IncidentsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String LIST = "/api/v1/incidents";
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Inject
    DataSource database;

    private Incident stored(String name, State state, Instant openedAt, List<PathName> paths) throws Exception {
        var incident = Stories.incident(name, state, openedAt, paths, List.of());
        new Stories(database).store(incident);
        return incident;
    }

    private static List<String> sentences(String query) throws Exception {
        var answer = Http.get(LIST + query);
        assertEquals(200, answer.status(), answer.response()::body);
        return StreamSupport.stream(answer.json().get("items").spliterator(), false)
                .map(item -> item.get("sentence").asText())
                .toList();
    }

    private static Http.Answer act(UUID incident, String body, String... headers) throws Exception {
        var all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return Http.post(LIST + "/" + incident + "/actions", body, all.toArray(String[]::new));
    }

    private static List<IncidentAction> sent(UUID incident, int count) {
        try (var topic = new TopicReader(Topics.INCIDENT_ACTIONS)) {
            Await.until(
                    "the actions are on their topic",
                    SOON,
                    () -> topic.ofKey(incident.toString()).size() >= count);
            return topic.ofKey(incident.toString()).stream()
                    .map(record -> WireCodec.read(IncidentAction.class, record.value()))
                    .toList();
        }
    }

    @Test
    void listsThoseThatOpenedLastFirstAndFindsThemByWhatTheyBroke() throws Exception {
        var paths = IntStream.range(0, 25)
                .mapToObj(i -> new PathName("list-" + i, "list-web"))
                .toList();
        stored("list-a", State.CLOSED, now.minusSeconds(300), paths.subList(0, 1));
        stored("list-b", State.RECOVERING, now.minusSeconds(200), List.of(new PathName("list-0", "list-dns")));
        stored("list-c", State.OPEN, now.minusSeconds(100), paths);

        assertEquals(List.of("list-c is slow", "list-a is slow"), sentences("?target=list-web"));
        assertEquals(List.of("list-c is slow", "list-b is slow", "list-a is slow"), sentences("?probe=list-0&limit=3"));
        assertEquals(List.of("list-c is slow", "list-b is slow"), sentences("?probe=list-0&state=open,recovering"));
        assertEquals(List.of("list-b is slow"), sentences("?probe=list-0&target=list-dns&severity=warning"));
        assertEquals(List.of("list-b is slow"), sentences("?scope=target&subject=list-b"));
        assertEquals(List.of(), sentences("?scope=path&subject=list-b"));
        assertEquals(List.of(), sentences("?probe=list-24&target=list-dns"));
        assertEquals(
                List.of("list-b is slow"),
                sentences("?probe=list-0&from=" + now.minusSeconds(200) + "&to=" + now.minusSeconds(100)));

        var page = Http.get(LIST + "?target=list-web&limit=1").json();
        var item = page.at("/items/0");
        assertEquals(25, item.get("memberCount").asInt());
        assertEquals(20, item.get("members").size());
        assertEquals(0, item.get("chainCount").asInt());
        assertFalse(item.has("chain"));
        var rest = Http.get(LIST + "?target=list-web&limit=1&cursor="
                        + page.get("next").asText())
                .json();
        assertEquals("list-a is slow", rest.at("/items/0/sentence").asText());
        assertTrue(rest.get("next").isNull());
    }

    @Test
    void tellsTheWholeStoryWithTheResultsThatItNames() throws Exception {
        Instant at = now.minusSeconds(60);
        Result breach = Samples.ping("story", "web", at);
        Result again = Samples.ping("story", "web", at.plusSeconds(5));
        Result unnamed = Samples.ping("story", "web", at.plusSeconds(10));
        StoredResults.insert(database, List.of(breach, again, unnamed));
        var path = new PathName("story", "web");
        var chain = List.of(
                new Incident.Entry(
                        at.plusMillis(50), "suspected", 1, path, breach.id(), Stories.breach(breach), "slow", null),
                new Incident.Entry(at.plusSeconds(6), "confirmed", 1, path, again.id(), null, "slow again", null),
                new Incident.Entry(at.plusSeconds(7), "deepened", 2, path, again.id(), null, "look deeper", null),
                new Incident.Entry(at.plusSeconds(8), "found", 2, path, UUID.randomUUID(), null, "not kept", null),
                new Incident.Entry(at.plusSeconds(9), "comment", 1, null, null, null, "hm", "somebody"));
        var incident = Stories.incident("story", State.OPEN, at, List.of(path), chain);
        new Stories(database).store(incident);

        var answer = Http.get(LIST + "/" + incident.id());
        assertEquals(WireCodec.text(incident), answer.response().body());
        assertEquals("\"3\"", answer.header("ETag"));
        var known = Http.get(LIST + "/" + incident.id(), "If-None-Match", answer.header("ETag"));
        assertEquals(304, known.status());
        assertEquals(
                200,
                Http.get(LIST + "/" + incident.id(), "If-None-Match", "\"2\"").status());

        var results = Http.get(LIST + "/" + incident.id() + "/results").json();
        assertEquals(
                List.of(WireCodec.text(breach), WireCodec.text(again)),
                StreamSupport.stream(results.get("items").spliterator(), false)
                        .map(JsonNode::toString)
                        .toList());
        assertTrue(results.get("next").isNull());
    }

    @Test
    void tellsWhoWasToldTheNewestFirst() throws Exception {
        var path = List.of(new PathName("told", "web"));
        var incident = stored("told", State.OPEN, now, path);
        var other = stored("told-other", State.OPEN, now, path);
        var stories = new Stories(database);
        stories.notified(incident, "opened", "ops-mail", "sent", now.plusSeconds(1), "");
        stories.notified(incident, "opened", "hook", "pending", now.plusSeconds(1), "HTTP 503");
        stories.notified(incident, "changed", "ops-mail", "silenced", now.plusSeconds(9), "");
        stories.notified(other, "opened", "pager", "failed", now, "gave up: HTTP 400");

        var items = Http.get(LIST + "/" + incident.id() + "/deliveries").json().get("items");
        assertEquals(
                List.of("changed ops-mail silenced", "opened hook pending", "opened ops-mail sent"),
                StreamSupport.stream(items.spliterator(), false)
                        .map(item -> item.get("transition").asText() + " "
                                + item.get("channel").asText() + " "
                                + item.get("state").asText())
                        .toList());
        var waiting = items.get(1);
        assertEquals("HTTP 503", waiting.get("error").asText());
        assertEquals(1, waiting.get("attempts").asInt());
        assertEquals(
                now.plusSeconds(31), Instant.parse(waiting.get("nextAttemptAt").asText()));
        assertTrue(waiting.get("sentAt").isNull());
        var sent = items.get(2);
        assertEquals(now.plusSeconds(2), Instant.parse(sent.get("sentAt").asText()));
        assertTrue(sent.get("nextAttemptAt").isNull());
        assertEquals(404, Http.get(LIST + "/" + new UUID(1, 2) + "/deliveries").status());
    }

    @Test
    void knowsAnIncidentFromTheTopicBeforeTheDatabaseDoes() throws Exception {
        var path = new PathName("early", "web");
        var incident = Stories.incident("early", State.OPEN, now, List.of(path), List.of());
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(Topics.INCIDENTS.record(incident.id().toString(), incident, RealServers.PARTITIONS))
                    .get();
        }
        Await.equal(200, SOON, () -> Http.get(LIST + "/" + incident.id()).status());
        assertEquals(List.of(), sentences("?probe=early"));
        assertEquals(202, act(incident.id(), "{\"kind\":\"acknowledge\"}").status());
    }

    @Test
    void takesAnActionToItsTopicOnce() throws Exception {
        var incident = stored("act", State.OPEN, now, List.of(new PathName("act", "web")));
        String body = "{\"kind\":\"comment\",\"text\":\" a cable \"}";
        var answer = act(incident.id(), body, "Idempotency-Key", "act-1");
        assertEquals(202, answer.status(), answer.response()::body);
        assertEquals(LIST + "/" + incident.id(), answer.header("Location"));
        assertEquals("queued", answer.json().get("status").asText());
        var again = act(incident.id(), body, "Idempotency-Key", "act-1");
        assertEquals(
                answer.json().get("actionId").asText(),
                again.json().get("actionId").asText());
        var other = act(incident.id(), "{\"kind\":\"acknowledge\"}", "Idempotency-Key", "act-1");
        assertEquals(422, other.status());
        assertEquals(202, act(incident.id(), "{\"kind\":\"acknowledge\"}").status());

        var actions = sent(incident.id(), 2);
        assertEquals(2, actions.size());
        assertEquals(answer.json().get("actionId").asText(), actions.get(0).id().toString());
        assertEquals(IncidentAction.Kind.COMMENT, actions.get(0).kind());
        assertEquals("a cable", actions.get(0).text());
        assertEquals("api", actions.get(0).by());
        assertEquals(IncidentAction.Kind.ACKNOWLEDGE, actions.get(1).kind());
    }

    @Test
    void assignsToWhoHasAnAccountAndMaySignIn() throws Exception {
        account("ada", "{\"role\":\"viewer\"}");
        account("gone", "{\"role\":\"viewer\",\"disabled\":true}");
        var incident = stored("assign", State.OPEN, now, List.of(new PathName("assign", "web")));
        for (String who : List.of("nobody-of-ours", "gone", "a b", "system")) {
            var refused = act(incident.id(), "{\"kind\":\"assign\",\"assignee\":\"" + who + "\"}");
            assertEquals(400, refused.status(), who);
            assertEquals("assignee", refused.json().at("/errors/0/field").asText());
        }
        String toAda = "{\"kind\":\"assign\",\"assignee\":\"ada\"}";
        assertEquals(
                202, act(incident.id(), toAda, "Idempotency-Key", "assign-1").status());
        assertEquals(
                202, act(incident.id(), toAda, "Idempotency-Key", "assign-1").status());
        String back = "{\"kind\":\"assign\",\"assignee\":\"\"}";
        assertEquals(
                422, act(incident.id(), back, "Idempotency-Key", "assign-1").status());
        assertEquals(202, act(incident.id(), back).status());
        assertEquals(
                List.of("assign ada", "assign "),
                sent(incident.id(), 2).stream()
                        .map(action -> action.kind().wireName() + ' ' + action.assignee())
                        .toList());
    }

    private static void account(String name, String body) throws Exception {
        var answer = Http.put("/api/v1/users/" + name, body, "Content-Type", "application/json");
        assertEquals(201, answer.status(), answer.response()::body);
    }

    @Test
    void findsThoseThatSomebodyIsToLookAfter() throws Exception {
        var paths = List.of(new PathName("whose", "web"));
        new Stories(database)
                .store(Stories.assigned(Stories.incident("whose-a", State.OPEN, now, paths, List.of()), "ada"));
        stored("whose-b", State.OPEN, now.minusSeconds(1), paths);
        assertEquals(List.of("whose-a is slow"), sentences("?probe=whose&assignee=ada"));
        assertEquals(List.of(), sentences("?probe=whose&assignee=Ada"));
        var item = Http.get(LIST + "?probe=whose&assignee=ada").json().at("/items/0");
        assertEquals("ada", item.get("assignee").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"kind":"acknowledge","txet":""} | 400 | unknown-field | txet
                    {"kind":"test-notification"}     | 400 | bad-request   | kind
                    {"kind":7}                       | 400 | bad-request   | kind
                    {}                               | 400 | bad-request   | kind
                    {"kind":"comment","text":"  "}   | 400 | bad-request   | text
                    {"kind":"close","text":7}        | 400 | bad-request   | text
                    {"kind":"assign"}                | 400 | bad-request   | assignee
                    {"kind":"approve"}               | 409 | conflict      | ''
                    """)
    void saysWhatIsWrongWithAnAction(String body, int status, String slug, String field) throws Exception {
        var incident = stored("wrong", State.OPEN, now, List.of(new PathName("wrong", "web")));
        var answer = act(incident.id(), body);
        assertEquals(status, answer.status(), answer.response()::body);
        assertTrue(answer.json().get("type").asText().endsWith("/" + slug), answer.response()::body);
        assertEquals(field, answer.json().at("/errors/0/field").asText());
    }

    @Test
    void takesNoActionWhereThereIsNothingToActOn() throws Exception {
        String acknowledge = "{\"kind\":\"acknowledge\"}";
        assertEquals(404, act(new UUID(1, 2), acknowledge).status());
        var closed = stored("closed", State.CLOSED, now.minusSeconds(90), List.of(new PathName("closed", "web")));
        assertEquals(409, act(closed.id(), acknowledge).status());
        assertEquals(
                409,
                act(closed.id(), "{\"kind\":\"comment\",\"text\":\"late\"}").status());
        var open = stored("keyed", State.OPEN, now, List.of(new PathName("keyed", "web")));
        assertEquals(400, act(open.id(), acknowledge, "Idempotency-Key", "a b").status());
    }

    @Test
    void orderOfATestNotificationGoesToTheTopic() throws Exception {
        var answer = Http.post("/api/v1/notifications/test", "", "Idempotency-Key", "bell");
        assertEquals(202, answer.status(), answer.response()::body);
        UUID id = UUID.fromString(answer.json().get("actionId").asText());
        var again = Http.post("/api/v1/notifications/test", "", "Idempotency-Key", "bell");
        assertEquals(id.toString(), again.json().get("actionId").asText());
        var action = sent(id, 1);
        assertEquals(1, action.size());
        String location = answer.header("Location");
        assertEquals("/api/v1/notifications/tests/" + id, location);
        assertEquals(0, Http.get(location).json().get("items").size(), "no notifier has taken it up");
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "INSERT INTO notification (dedup_key, incident_id, transition, occurrence, revision, channel,"
                                + " group_key, group_id, state, attempts, created_at, next_attempt_at, sent_at, last_error,"
                                + " document) VALUES (?, ?, 'test', 0, 0, 'bell', '', '', 'sent', 1, NOW(6), NOW(6), NOW(6), '', '{}')")) {
            statement.setString(1, id + "/test/0/bell");
            statement.setBytes(2, SqlValues.bytes(id));
            statement.executeUpdate();
        }
        assertEquals("sent", Http.get(location).json().at("/items/0/state").asText());
        assertEquals(
                404,
                Http.get("/api/v1/notifications/tests/01234567-89ab-8def-8123-456789abcdef")
                        .status());
        assertEquals(IncidentAction.Kind.TEST_NOTIFICATION, action.getFirst().kind());
        var another = Http.post("/api/v1/notifications/test", "");
        assertEquals(202, another.status());
        assertFalse(id.toString().equals(another.json().get("actionId").asText()));
    }

    @Test
    void saysOfEachPathWhatTheEscalationHasMadeOfIt() throws Exception {
        var stories = new Stories(database);
        var web = new PathName("decided", "web");
        StoredResults.insert(
                database,
                List.of(
                        Samples.ping("decided", "web", now),
                        Samples.ping("decided", "dns", now),
                        Samples.ping("decided", "new", now)));
        Instant confirmed = now.minusSeconds(5);
        stories.store(
                Stories.decision(web, Step.SUSPECTED, PathState.HEALTHY, PathState.SUSPECT, now.minusSeconds(10)));
        stories.store(Stories.decision(web, Step.CONFIRMED, PathState.SUSPECT, PathState.DIAGNOSING, confirmed));
        stories.store(Stories.decision(web, Step.DEEPENED, PathState.DIAGNOSING, PathState.DIAGNOSING, confirmed));
        stories.store(Stories.decision(
                new PathName("decided", "dns"), Step.RECOVERED, PathState.RECOVERING, PathState.HEALTHY, confirmed));
        stored("decided-old", State.CLOSED, now.minusSeconds(600), List.of(web));
        var open = stored("decided", State.OPEN, confirmed, List.of(web));

        var page = Http.get("/api/v1/paths?probe=decided").json();
        assertEquals(
                List.of("dns healthy null", "new null null", "web diagnosing " + open.id()),
                StreamSupport.stream(page.get("items").spliterator(), false)
                        .map(path -> path.get("target").asText()
                                + ' '
                                + path.get("pathState").asText()
                                + ' '
                                + path.get("incident").asText())
                        .sorted()
                        .toList());
    }
}
