package io.waddleperf.api.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waddleperf.contracts.Escalation.Step;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.RunEvent.Kind;
import io.waddleperf.contracts.kafka.WireCodec;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RealServers.class)
final class DecisionsIT {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Inject
    DataSource database;

    private static List<JsonNode> all(String list) throws Exception {
        var items = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            var answer = Http.get(list + cursor);
            assertEquals(200, answer.status(), answer.response()::body);
            var page = answer.json();
            page.get("items").forEach(items::add);
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asText();
        } while (!cursor.isEmpty());
        return items;
    }

    @ParameterizedTest
    @CsvSource({"steps-1, probe=steps-1", "steps-2, target=steps-2-web", "steps-3, probe=steps-3&target=steps-3-web"})
    void pagesThroughDecisionsWithoutGapOrDouble(String probe, String filter) throws Exception {
        var path = new PathName(probe, probe + "-web");
        var stored = new HashSet<String>();
        var stories = new Stories(database);
        for (int i = 0; i < 30; i++) { // pairs of the same moment
            var step = i % 2 == 0 ? Step.CONFIRMED : Step.DEEPENED;
            Instant at = now.minusSeconds(i / 2);
            var decision = Stories.decision(path, step, PathState.SUSPECT, PathState.DIAGNOSING, at);
            stored.add(WireCodec.text(decision));
            stories.store(decision);
        }
        String list = "/api/v1/escalations?" + filter;
        var found = all(list + "&limit=7");
        assertEquals(30, found.size());
        assertEquals(
                stored, new HashSet<>(found.stream().map(JsonNode::toString).toList()));
        var times = found.stream().map(item -> item.get("at").asText()).toList();
        assertEquals(times.stream().sorted().toList().reversed(), times);
        assertEquals(15, all(list + "&step=deepened").size());
        assertEquals(
                4, all(list + "&from=" + now.minusSeconds(2) + "&to=" + now).size());
    }

    private RunEvent stored(String probe, String target, int number) throws Exception {
        int second = number / 3; // several of one moment
        var about = new RunEvent.Subject(target, "ping", 1, probe + "-plan", now.minusSeconds(second), null);
        var run = Ids.uuid("run", probe, target, Integer.toString(number));
        var kind = number % 2 == 0 ? Kind.MISSED : Kind.SUPPRESSED;
        var event = RunEvent.of(run, null, probe, kind, now.minusSeconds(second), "no ending in time")
                .about(about);
        new Stories(database).store(event);
        return event;
    }

    @ParameterizedTest
    @CsvSource({
        "'probe=why-1', 20, why-1",
        "'target=why-2-web', 20, why-2",
        "'probe=why-3&target=why-3-web', 20, why-3",
        "'schedule=why-4-plan', 20, why-4",
        "'probe=why-5&kind=missed', 10, why-5",
        "'probe=why-6&kind=queued', 0, why-6"
    })
    void saysWhySomethingDidNotRun(String filter, int count, String probe) throws Exception {
        for (int i = 0; i < 20; i++) {
            stored(probe, probe + "-web", i);
        }
        var found = all("/api/v1/run-events?limit=3&" + filter);
        assertEquals(count, found.size());
        assertEquals(count, new HashSet<>(found).size());
    }

    @Test
    void givesEventsAsOnTheTopic() throws Exception {
        var event = stored("whole", "whole-web", 0);
        var old = RunEvent.of(Ids.uuid("run", "old"), Ids.uuid("command"), "whole", Kind.STARTED, now, "");
        new Stories(database).store(old);
        var found = StreamSupport.stream(
                        Http.get("/api/v1/run-events?probe=whole&from=" + now)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .map(JsonNode::toString)
                .toList();
        assertEquals(2, found.size());
        assertTrue(found.contains(WireCodec.text(event)), found::toString);
        assertTrue(found.contains(WireCodec.text(old)), found::toString);
        assertTrue(all("/api/v1/run-events?limit=1000").size() >= 2);
        assertEquals(List.of(), all("/api/v1/run-events?probe=whole&to=" + now.minusSeconds(3600)));
    }
}
