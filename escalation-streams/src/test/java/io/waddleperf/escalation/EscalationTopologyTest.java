package io.waddleperf.escalation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.DeadLetter;
import io.waddleperf.contracts.Failure;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscalationTopologyTest {
    @TempDir
    @SuppressWarnings("NullAway") // JUnit sets it
    Path dir;

    private final Tally tally = new Tally();

    @SuppressWarnings("NullAway") // set before each test
    private TopologyTestDriver driver;

    @SuppressWarnings("NullAway") // set before each test
    private TestInputTopic<String, byte[]> results;

    @BeforeEach
    void start() {
        var settings = new StreamsSettings("127.0.0.1:1", dir, 1).properties();
        driver = new TopologyTestDriver(EscalationTopology.of(tally), settings);
        results = driver.createInputTopic(Topics.RESULTS.name(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    /// A renamed node or store would orphan the state of every running system.
    @Test
    void keepsItsShape() throws IOException {
        String golden = Files.readString(Path.of("src/test/resources/topology.txt"));
        assertEquals(
                golden.strip(),
                EscalationTopology.of(tally).describe().toString().strip());
    }

    @Test
    void countsEachResultOnceHoweverOftenTheProbeSendsIt() {
        Result ping = Samples.ping("local", "web", Samples.AT);
        Result next = Samples.ping("local", "web", Samples.AT.plusSeconds(30));
        send(ping);
        send(ping);
        send(next);
        send(ping);
        assertEquals(2, tally.counted.sum());
        assertEquals(2, tally.duplicates.sum());
        assertEquals(tally.read.sum(), tally.counted.sum() + tally.duplicates.sum());
    }

    @Test
    void keepsTheNewestResultAlsoWhenAnOlderOneComesLate() {
        Result newest = Samples.failed(
                "local",
                "web",
                io.waddleperf.contracts.Test.PING,
                Samples.AT.plusSeconds(30),
                new Outcome.Failed(Failure.NO_ROUTE, ""));
        send(newest);
        send(Samples.ping("local", "web", Samples.AT));
        var state = SeriesState.of(store(newest.series()));
        assertEquals(1, state.outcome());
        assertTrue(Double.isNaN(state.headlineUs()));
        assertArrayEquals(store(newest.series()), state.bytes());
    }

    @Test
    void isNotFrozenByAClockThatRunsAhead() {
        send(Samples.ping("local", "web", Samples.AT.plusSeconds(86_400)));
        Result next = Samples.failed(
                "local",
                "web",
                io.waddleperf.contracts.Test.PING,
                Samples.AT.plusSeconds(61),
                new Outcome.TimedOut(1_000_000));
        send(next);
        assertEquals(2, SeriesState.of(store(next.series())).outcome());
    }

    @Test
    void sendsWhatIsNoResultToTheDeadLettersAndGoesOn() {
        results.pipeInput("local", "{\"id\":7}".getBytes(StandardCharsets.UTF_8));
        send(Samples.ping("local", "web", Samples.AT));
        var letters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new StringDeserializer(), new ByteArrayDeserializer());
        DeadLetter letter = WireCodec.read(DeadLetter.class, letters.readValue());
        assertEquals("escalation-streams", letter.reader());
        assertEquals(Topics.RESULTS.name(), letter.topic());
        assertTrue(letter.reason().startsWith("not a Result: "), letter.reason());
        assertEquals(1, tally.counted.sum());
        assertEquals(1, tally.malformed.sum());
    }

    private void send(Result result) {
        results.pipeInput(result.probe(), WireCodec.bytes(result), Samples.AT.plusSeconds(60));
    }

    private byte[] store(long series) {
        return driver.<Long, byte[]>getKeyValueStore(EscalationTopology.SERIES_STATE)
                .get(series);
    }
}
