package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.configuration.ConfigurationEdits;
import io.waddleperf.api.configuration.ConfigurationStore;
import io.waddleperf.api.configuration.DesiredConfiguration;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.documents.YamlFile;
import io.waddleperf.testkit.Await;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
final class DocumentsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String DOCUMENTS = "/api/v1/documents";
    private static final JsonMapper JSON = new JsonMapper();

    @Inject
    ConfigurationStore configuration;

    @Inject
    ConfigurationEdits edits;

    @BeforeEach
    void start() throws Exception {
        configuration.apply(new DesiredConfiguration(
                List.of(new Target("declared", "192.0.2.66", false, Map.of(), 1, null)), List.of(), List.of()));
        edits.putProbe(new Probe("fra-1", "fra", true, Map.of(), 1), Caller.SYSTEM);
        removeAll();
    }

    /// Other tests share the service.
    @AfterEach
    void end() throws Exception {
        removeAll();
        edits.putProbe(new Probe("fra-1", "fra", false, Map.of(), 1), Caller.SYSTEM);
        configuration.apply(new DesiredConfiguration(List.of(), List.of(), List.of()));
    }

    private static void removeAll() throws Exception {
        ArrayNode names = JSON.createArrayNode();
        for (JsonNode document : all()) {
            if (!document.at("/metadata/name").asText().equals("declared")) {
                names.add(reference(document));
            }
        }
        if (!names.isEmpty()) {
            var order = JSON.createObjectNode();
            order.set("remove", names);
            assertTrue(order(order).get("applied").asBoolean());
        }
    }

    private static JsonNode all() throws Exception {
        return Http.get(DOCUMENTS).json().get("items");
    }

    private static JsonNode order(JsonNode order) throws Exception {
        var answer = Http.post(DOCUMENTS, order.toString(), "Content-Type", "application/json");
        assertEquals(200, answer.status(), answer.response()::body);
        return answer.json();
    }

    private static JsonNode apply(JsonNode documents, Consumer<ObjectNode> more) throws Exception {
        var order = JSON.createObjectNode();
        order.set("documents", documents);
        more.accept(order);
        return order(order);
    }

    private static JsonNode apply(JsonNode documents) throws Exception {
        return apply(documents, _ -> {});
    }

    private static ObjectNode reference(JsonNode document) {
        return JSON.createObjectNode()
                .put("kind", document.get("kind").asText())
                .put("name", document.at("/metadata/name").asText());
    }

    private static List<String> results(JsonNode answer) {
        var results = new ArrayList<String>();
        answer.get("items").forEach(item -> results.add(item.get("result").asText()));
        return results;
    }

    /// The examples of the documentation, of each kind.
    private static ArrayNode documented() throws Exception {
        String page = Files.readString(Path.of("../docs/reference/documents.md"));
        ArrayNode documents = JSON.createArrayNode();
        for (int block = 1; block <= 2; block++) {
            YamlFile.all(page.split("```yaml\n", -1)[block].split("```", -1)[0])
                    .forEach(file -> documents.add(JSON.<JsonNode>valueToTree(file.tree())));
        }
        return documents;
    }

    private static ArrayNode documents(String... jsons) throws JsonProcessingException {
        ArrayNode documents = JSON.createArrayNode();
        for (String json : jsons) {
            var document = (ObjectNode) JSON.readTree(json);
            documents.add(document.put("apiVersion", "waddleperf.io/v1"));
        }
        return documents;
    }

    private static String document(String kind, String name, String spec) {
        return "{\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\"},\"spec\":%s}".formatted(kind, name, spec);
    }

    @Test
    void appliedTwiceChangesNothingAndADryRunNeverDoes() throws Exception {
        var documents = documented();
        var dry = apply(documents, order -> order.put("dryRun", true));
        assertFalse(dry.get("applied").asBoolean());
        assertEquals(
                List.of(),
                results(dry).stream()
                        .filter(result -> !result.matches("created|changed"))
                        .toList());
        assertEquals(1, all().size(), "only what the file declares");

        var first = apply(documents);
        assertTrue(first.get("applied").asBoolean(), first::toPrettyString);
        assertEquals(results(dry), results(first));
        var second = apply(documents);
        assertEquals(List.of("unchanged"), results(second).stream().distinct().toList(), second::toPrettyString);
        try (var topic = new TopicReader(Topics.SCHEDULES)) {
            Await.until("it is on the topic", SOON, () -> !topic.ofKey("shop").isEmpty());
            var schedule =
                    WireCodec.read(Schedule.class, topic.ofKey("shop").getLast().value());
            assertEquals(
                    "/login",
                    JSON.readTree(WireCodec.text(schedule))
                            .at("/checks/1/spec/path")
                            .asText());
        }
    }

    /// get, delete, apply: the same again.
    @Test
    void writesDocumentsOfEachKindThatMakeTheSameAgain() throws Exception {
        assertTrue(apply(documented()).get("applied").asBoolean());
        var written = all();
        assertTrue(written.size() > documented().size(), "and what the file declares");
        assertEquals(
                List.of("unchanged"),
                results(apply(written)).stream().distinct().toList());
        var remove = JSON.createArrayNode();
        documented().forEach(document -> remove.add(reference(document)));
        var order = JSON.createObjectNode();
        order.set("remove", remove);
        var removed = order(order);
        assertTrue(removed.get("applied").asBoolean(), removed::toPrettyString);
        assertEquals(List.of("removed"), results(removed).stream().distinct().toList());
        assertEquals(1, all().size());
        assertEquals(
                List.of("unchanged"), results(order(order)).stream().distinct().toList());
        assertTrue(apply(written).get("applied").asBoolean());
        assertEquals(written, all());
    }

    @Test
    void changesNothingWhereOneIsRefusedAndSaysWhere() throws Exception {
        var answer = apply(documents(
                document("Target", "good", "{\"address\":\"192.0.2.1\"}"),
                document("Target", "bad", "{\"address\":\"192.0.2.2\",\"colour\":1}"),
                document("Target", "declared", "{\"address\":\"192.0.2.3\"}"),
                document("Target", "lost", "{\"address\":\"192.0.2.4\",\"dependsOn\":[\"good\",\"none\"]}"),
                document("Schedule", "s", "{\"targets\":[\"good\",\"none\"]}"),
                document("Schedule", "t", "{\"targets\":[\"good\"],\"checks\":[\"none\"]}"),
                document("ProbeTags", "none", "{\"labels\":{}}"),
                document("Threshold", "default-rtt", "{\"metric\":\"hops\",\"enter\":1}"),
                document("Silence", "old", "{\"match\":{\"site\":\"a\"},\"endsAt\":\"2001-01-01T00:00:00Z\"}"),
                document("Target", "good", "{\"address\":\"192.0.2.1\"}"),
                "{\"kind\":\"Pod\"}",
                document("Target", "turn", "{\"address\":\"192.0.2.5\",\"dependsOn\":[\"turn\"]}")));
        assertFalse(answer.get("applied").asBoolean());
        var pointers = new ArrayList<String>();
        answer.get("items").forEach(item -> pointers.add(item.get("pointer").asText("")));
        assertEquals(
                List.of(
                        "",
                        "/documents/1/spec/colour",
                        "/documents/2",
                        "/documents/3/spec/dependsOn/1",
                        "/documents/4/spec/targets/1",
                        "/documents/5/spec/checks",
                        "/documents/6",
                        "/documents/7/spec",
                        "/documents/8/spec/endsAt",
                        "/documents/9/metadata/name",
                        "/documents/10/kind",
                        "/documents/11/spec/dependsOn"),
                pointers.stream()
                        .map(pointer -> pointer.equals("null") ? "" : pointer)
                        .toList(),
                answer::toPrettyString);
        assertEquals(1, all().size());
        assertEquals(404, Http.get("/api/v1/targets/good").status());
    }

    @Test
    void prunesWhatDocumentsOfThatLabelHaveMade() throws Exception {
        var documents = documented();
        documents.remove(documents.size() - 1); // the probe's, which has no label
        apply(documents);
        apply(documents(document("Target", "other", "{\"address\":\"192.0.2.9\"}")));
        var one = JSON.createArrayNode().add(documents.get(1));
        Consumer<ObjectNode> prune = order -> order.putObject("prune").put("app", "shop");
        var answer = apply(one, prune);
        assertTrue(answer.get("applied").asBoolean(), answer::toPrettyString);
        assertEquals("unchanged", results(answer).getFirst());
        assertEquals(documents.size(), answer.get("items").size());
        assertEquals(3, all().size(), "the one, the other and the file's");
        var unlabelled = apply(documents(document("Target", "x", "{\"address\":\"192.0.2.8\"}")), prune);
        assertEquals(
                "/documents/0/metadata/labels",
                unlabelled.at("/items/0/pointer").asText());
    }

    @Test
    void aProbeThatIsNotThereHasNoTagsToRemove() throws Exception {
        var order = JSON.createObjectNode();
        order.putArray("remove").addObject().put("kind", "ProbeTags").put("name", "nowhere-1");
        var answer = order(order);
        assertTrue(answer.get("applied").asBoolean(), answer::toPrettyString);
        assertEquals(List.of("unchanged"), results(answer));
        assertEquals("there is none", answer.at("/items/0/detail").asText());
    }

    /// What the file has declared or removed since is no document's any more: its labels do not come back.
    @Test
    void whatTheFileDeclaresIsNoDocumentsAnyMore() throws Exception {
        var mine = (ObjectNode) documents(document("Target", "mine", "{\"address\":\"192.0.2.1\"}"))
                .get(0);
        ((ObjectNode) mine.get("metadata")).putObject("labels").put("app", "lent");
        assertTrue(apply(JSON.createArrayNode().add(mine)).get("applied").asBoolean());
        var declared = new Target("declared", "192.0.2.66", false, Map.of(), 1, null);
        var other = new Target("mine", "192.0.2.2", false, Map.of(), 1, null);
        configuration.apply(new DesiredConfiguration(List.of(declared, other), List.of(), List.of()));
        for (JsonNode document : all()) {
            assertTrue(document.at("/metadata/labels").isMissingNode(), document::toString);
        }
        configuration.apply(new DesiredConfiguration(List.of(declared), List.of(), List.of()));
        var order = JSON.createObjectNode();
        order.putObject("prune").put("app", "lent");
        assertEquals(List.of(), results(order(order)));
    }

    @Test
    void keepsATargetThatSomethingNames() throws Exception {
        apply(documented());
        var order = JSON.createObjectNode();
        order.putArray("remove").addObject().put("kind", "Target").put("name", "shop-gateway");
        var answer = order(order);
        assertFalse(answer.get("applied").asBoolean());
        assertEquals("/remove/0", answer.at("/items/0/pointer").asText());
        assertTrue(answer.at("/items/0/detail").asText().startsWith("schedule shop tests it"), answer::toString);
        assertEquals(409, Http.delete("/api/v1/targets/shop-gateway").status());
    }

    @Test
    void aSilenceKeepsItsBeginAndCannotEndBeforeIt() throws Exception {
        String spec = "{\"match\":{\"site\":\"a\"},\"endsAt\":\"%s\"}";
        assertEquals(
                List.of("created"),
                results(apply(documents(document("Silence", "quiet", spec.formatted("2098-01-01T00:00:00Z"))))));
        var begin = Http.get("/api/v1/silences/quiet").json().get("startsAt");
        assertEquals(
                List.of("changed"),
                results(apply(documents(document("Silence", "quiet", spec.formatted("2098-02-01T00:00:00Z"))))));
        assertEquals(begin, Http.get("/api/v1/silences/quiet").json().get("startsAt"));
        var answer = apply(documents(document("Silence", "quiet", spec.formatted("2001-01-01T00:00:00Z"))));
        assertEquals("/documents/0/spec/endsAt", answer.at("/items/0/pointer").asText());
    }

    @Test
    void aChangedCheckChangesTheSchedulesThatNameIt() throws Exception {
        apply(documented());
        long before = Http.get("/api/v1/schedules/shop").json().get("version").asLong();
        var answer = apply(documents(document("Check", "shop-login", "{\"test\":\"http\",\"path\":\"/enter\"}")));
        assertEquals("changes schedule shop", answer.at("/items/0/detail").asText());
        var schedule = Http.get("/api/v1/schedules/shop").json();
        assertEquals("/enter", schedule.at("/checks/1/spec/path").asText());
        assertEquals("/enter", schedule.at("/escalation/tier2/1/spec/path").asText());
        assertEquals(before + 1, schedule.get("version").asLong());
    }

    /// Whatever is sent, nothing fails within: it is refused with a place, or done.
    @Test
    void saysWhereDamagedDocumentsAreWrong() throws Exception {
        String good = documented().toString();
        var random = new Random(20261126);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            var damaged = (ArrayNode) JSON.readTree(good);
            damage(damaged.get(random.nextInt(damaged.size())), random);
            var answer = apply(damaged, order -> order.put("dryRun", true));
            for (JsonNode item : answer.get("items")) {
                if (item.get("result").asText().equals("refused")) {
                    refused++;
                    assertTrue(item.get("pointer").asText().startsWith("/documents/"), item::toString);
                    assertFalse(item.get("detail").asText().contains("Exception"), item::toString);
                }
            }
        }
        assertTrue(refused > 100, "refused " + refused);
    }

    private static void damage(JsonNode node, Random random) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        if (!(node instanceof ObjectNode object) || names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        if (object.get(name).isObject() && random.nextInt(4) > 0) {
            damage(object.get(name), random);
            return;
        }
        switch (random.nextInt(7)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.put(name, random.nextInt());
            case 3 -> object.putArray(name).addArray().add("x");
            case 4 -> object.putObject(name).put("", "x");
            case 5 -> object.put(name, "é".repeat(random.nextInt(300)));
            default -> object.set(name + 's', object.remove(name));
        }
    }

    @Test
    void writesSingleThingsInTheWordsOfTheTopics() throws Exception {
        String target = "/api/v1/targets/single";
        var made = Http.put(target, "{\"address\":\"127.0.0.1\",\"labels\":{\"a\":\"b\"}}", "If-None-Match", "*");
        assertEquals(201, made.status(), made.response()::body);
        assertTrue(made.json().get("owned").asBoolean());
        assertEquals(made.json(), Http.get(target).json());
        assertEquals(
                412,
                Http.put(target, "{\"address\":\"192.0.2.1\"}", "If-Match", "\"9\"")
                        .status());
        assertEquals(400, Http.put(target, "{\"adress\":\"192.0.2.1\"}").status());
        var lost = Http.put(target, "{\"address\":\"192.0.2.1\",\"dependsOn\":[\"none\"]}");
        assertEquals(400, lost.status());
        assertEquals("dependsOn[0]", lost.json().at("/errors/0/field").asText());
        assertEquals(made.json(), Http.get(target).json(), "nothing was changed");
        assertEquals(
                409,
                Http.put("/api/v1/targets/declared", "{\"address\":\"192.0.2.1\"}")
                        .status());

        String schedule = "/api/v1/schedules/single";
        var planned = Http.put(schedule, """
                {"targets":["single"],"checks":[{"name":"p","spec":{"type":"ping","count":3},"families":["ipv4"]}],
                 "intervalUs":5000000,"escalation":{"deepestTier":2},
                 "timing":{"windows":[{"days":["mon"],"from":"08:00","to":"18:00","zone":"UTC"}]}}""");
        assertEquals(201, planned.status(), planned.response()::body);
        assertEquals(3, planned.json().at("/checks/0/spec/count").asInt());
        assertEquals(5_000_000, planned.json().at("/escalation/confirmEveryUs").asLong());
        var same = Http.put(schedule, planned.response().body());
        assertEquals(200, same.status(), same.response()::body);
        assertEquals(planned.json(), same.json());
        for (var wrong : List.of(
                List.of("{\"targets\":[\"none\"]}", "targets[0]"),
                List.of("{\"targets\":[\"single\"],\"probes\":[\"none\"]}", "probes[0]"),
                List.of("{}", "targets"),
                List.of(
                        "{\"targets\":[\"single\"],\"checks\":[{\"name\":\"p\",\"spec\":{\"type\":\"ping\",\"count\":0}}]}",
                        "checks[0].spec.count"),
                List.of("{\"targets\":[\"single\"],\"timing\":{\"slips\":1}}", "timing.slips"),
                List.of("{\"targets\":[\"single\"],\"timing\":{\"windows\":3}}", "timing"),
                List.of("{\"targets\":[\"single\"],\"escalation\":{\"deepestTier\":9}}", "escalation"),
                List.of("{\"targets\":[\"single\"],\"intervalUs\":1}", "intervalUs"))) {
            var refused = Http.put(schedule, wrong.getFirst());
            assertEquals(400, refused.status(), wrong::toString);
            assertEquals(wrong.getLast(), refused.json().at("/errors/0/field").asText(), refused.response()::body);
        }
        assertEquals(409, Http.delete(target).status());
        assertEquals(204, Http.delete(schedule).status());
        assertEquals(204, Http.delete(target).status());

        var labelled = Http.put("/api/v1/probes/fra-1/labels", "{\"labels\":{\"floor\":\"2\"}}");
        assertEquals(200, labelled.status(), labelled.response()::body);
        assertEquals("2", labelled.json().at("/labels/floor").asText());
        assertEquals(
                404, Http.put("/api/v1/probes/none/labels", "{\"labels\":{}}").status());
        try (var topic = new TopicReader(Topics.TARGETS)) {
            Await.until(
                    "its end is on the topic", SOON, () -> topic.ofKey("single").size() >= 2);
            assertNull(topic.ofKey("single").getLast().value());
        }
    }
}
