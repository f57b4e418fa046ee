package io.waddleperf.api.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Incident;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NewestIncidentsTest {
    private static Incident incident(long id, long revision, int members, int chain) {
        var path = new PathName("local", "web");
        return new Incident(
                new UUID(0, id),
                revision,
                Incident.State.OPEN,
                Samples.AT,
                Samples.AT,
                null,
                new Incident.Scope(Incident.Scope.Kind.TARGET, "web", members, members),
                IntStream.range(0, members)
                        .mapToObj(i -> new Incident.Member(
                                "p" + i, "home", "web", PathState.DIAGNOSING, Samples.AT, null, null))
                        .toList(),
                "web is slow",
                Severity.WARNING,
                "default-rtt@1",
                IntStream.range(0, chain)
                        .mapToObj(_ -> new Incident.Entry(Samples.AT, "found", 2, path, null, null, "x", null))
                        .toList(),
                7,
                null,
                null,
                0,
                List.of(),
                null,
                null,
                false);
    }

    private static ConsumerRecord<String, byte[]> record(byte @Nullable [] value) {
        return new ConsumerRecord<>(Topics.INCIDENTS.name(), 0, 0, "key", value);
    }

    private static void take(NewestIncidents newest, Incident incident) {
        newest.take(Topics.INCIDENTS, record(WireCodec.bytes(incident)));
    }

    @Test
    void keepsTheLastRevisionAndForgetsWhatChangedLongestAgo() {
        int size = WireCodec.text(incident(1, 1, 1, 1)).length();
        var newest = new NewestIncidents(2L * size);
        take(newest, incident(1, 1, 1, 1));
        take(newest, incident(2, 1, 1, 1));
        take(newest, incident(1, 2, 1, 1));
        assertEquals(2, newest.find(new UUID(0, 1)).orElseThrow().incident().revision());
        take(newest, incident(3, 1, 1, 1));
        assertTrue(newest.find(new UUID(0, 1)).isPresent());
        assertFalse(newest.find(new UUID(0, 2)).isPresent());
        assertTrue(newest.find(new UUID(0, 3)).isPresent());
    }

    @Test
    void skipsTombstonesAndWhatIsNoIncident() {
        var newest = new NewestIncidents();
        newest.take(Topics.INCIDENTS, record(null));
        newest.take(Topics.INCIDENTS, record("{".getBytes(StandardCharsets.UTF_8)));
        take(newest, incident(1, 1, 1, 1));
        assertTrue(newest.find(new UUID(0, 1)).isPresent());
    }

    @Test
    void aListShowsFirstMembersAndCountsTheRest() {
        var incident = incident(1, 1, 21, 2);
        var view = IncidentView.of(WireCodec.text(incident)).text();
        assertTrue(view.contains("\"memberCount\":21"), view);
        assertTrue(view.contains("\"chainCount\":9"), view);
        assertTrue(view.contains("\"p19\""), view);
        assertFalse(view.contains("\"p20\""), view);
        assertFalse(view.contains("\"chain\""), view);
        assertFalse(view.contains("\n"), view);
    }

    @Test
    void aListShowsWhatOurReaderTakesThoughItIsNoJson() {
        String document = WireCodec.text(incident(1, 1, 2, 1)).replace("web is slow", "web\u0001is\nslow");
        var view = IncidentView.of(document).text();
        assertTrue(view.contains("\"memberCount\":2"), view);
        assertTrue(view.contains("is\\nslow"), view);
        assertTrue(view.chars().noneMatch(character -> character < ' '), view);
        assertThrows(WireFormatException.class, () -> IncidentView.of("{\"id\":"));
    }
}
