package io.waddleperf.cli.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Surroundings.Answer;
import io.waddleperf.contracts.DeadLetter.Source;
import io.waddleperf.contracts.Replay;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.testkit.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Records are sent again on a real broker: each once, whoever asks and however often.
class ReplayIT {
    private static final String RESULTS = Topics.RESULTS.name();
    private static final byte[] MALFORMED = "{\"id\":".getBytes(UTF_8);
    private static LetterKafka kafka;

    @BeforeAll
    static void open() throws Exception {
        kafka = new LetterKafka(TestServers.kafka());
    }

    @AfterAll
    static void close() {
        kafka.close();
    }

    @Test
    void sendsARecordOnceHoweverOftenItIsAsked() throws Exception {
        var source = kafka.send(RESULTS, 2, "once", MALFORMED);
        String id = kafka.bury(source, "once", MALFORMED, "results-sink");
        var first = replay(id);
        assertEquals(0, first.code(), first.err());
        assertTrue(first.out().contains(id + "  " + source + "  replayed as offset "), first.out());
        assertTrue(first.out().endsWith("from its source\n1 record: 1 replayed\n"), first.out());
        var second = replay(id);
        assertEquals(0, second.code());
        assertTrue(second.out().endsWith("1 record: 1 already replayed\n"), second.out());
        var sent = onlyReplayOf(source);
        assertArrayEquals(MALFORMED, sent.value());
        assertEquals("once", new String(sent.key(), UTF_8));
        assertEquals("id of it", new String(sent.headers().lastHeader("ce_id").value(), UTF_8));
    }

    @Test
    void sendsTheRecordOfTwoReadersLettersOnce() throws Exception {
        var source = kafka.send(RESULTS, 1, "two-readers", MALFORMED);
        String one = kafka.bury(source, "two-readers", MALFORMED, "results-sink");
        String other = kafka.bury(source, "two-readers", MALFORMED, "escalation-streams");
        assertTrue(replay(one).out().endsWith("1 record: 1 replayed\n"));
        assertTrue(replay(other, one).out().endsWith("1 record: 1 already replayed\n"));
        onlyReplayOf(source);
    }

    @Test
    void sendsARecordOnceWhereSeveralAskAtTheSameTime() throws Exception {
        var sources = new ArrayList<Source>();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            sources.add(kafka.send(RESULTS, 3, "crowd", MALFORMED));
            ids.add(kafka.bury(sources.getLast(), "crowd", MALFORMED, "results-sink"));
        }
        Callable<Cli> ask = () -> replay(ids.toArray(String[]::new));
        try (var operators = Executors.newFixedThreadPool(3)) {
            for (var asked : operators.invokeAll(List.of(ask, ask, ask), 120, TimeUnit.SECONDS)) {
                var ran = asked.get();
                assertEquals(0, ran.code(), ran.out() + ran.err());
            }
        }
        for (var source : sources) {
            onlyReplayOf(source);
        }
    }

    /// The first had read that the record was not replayed, then the second replayed it.
    @Test
    void shutsOutWhoeverCameBefore() throws Exception {
        var source = kafka.send(RESULTS, 0, "shut-out", MALFORMED);
        String id = kafka.bury(source, "shut-out", MALFORMED, "results-sink");
        var before = new Replaying(kafka.bootstrap(), source, id);
        try (before) {
            assertEquals(0, replay(id).code());
            assertTrue(before.send() instanceof ReplaySession.Sent.Broken);
        }
        onlyReplayOf(source);
    }

    @Test
    void undoesWhatAKilledReplayHadBegun() throws Exception {
        var source = kafka.send(RESULTS, 0, "killed", MALFORMED);
        String id = kafka.bury(source, "killed", MALFORMED, "results-sink");
        try (var killed = kafka.transactional("waddleperf-replay-" + RESULTS + "-0")) {
            killed.initTransactions();
            killed.beginTransaction();
            var half = new ProducerRecord<>(RESULTS, 0, "killed", MALFORMED);
            half.headers().add(Replay.HEADER, source.toString().getBytes(UTF_8));
            killed.send(half).get(10, TimeUnit.SECONDS);
            assertTrue(replay(id).out().endsWith("1 record: 1 replayed\n"));
        }
        onlyReplayOf(source);
    }

    @Test
    void takesTheLetterWhereTheSourceIsGone() throws Exception {
        var topic = Topics.REQUESTS.name();
        var source = kafka.send(topic, 0, "gone", MALFORMED);
        String id = kafka.bury(source, "gone", MALFORMED, "scheduler");
        kafka.forget(topic, 0);
        var ran = replay(id);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("from its letter, since it is gone from its source"), ran.out());
        var sent = onlyReplayOf(source);
        assertArrayEquals(MALFORMED, sent.value());
        assertEquals(
                Topics.REQUESTS.ceType(),
                new String(sent.headers().lastHeader("ce_type").value(), UTF_8));
    }

    @Test
    void sendsALargeValueFromItsSourceAndRefusesItWithout() throws Exception {
        var topic = Topics.PATH_REPORTS.name();
        var large = new byte[400_000];
        var source = kafka.send(topic, 0, "large", large);
        String id = kafka.bury(source, "large", large, "escalation-streams");
        assertEquals(0, replay(id).code());
        assertEquals(400_000, onlyReplayOf(source).value().length);
        var second = kafka.send(topic, 0, "large", large);
        String lost = kafka.bury(second, "large", large, "escalation-streams");
        kafka.forget(topic, 0);
        var refused = replay(lost);
        assertEquals(1, refused.code());
        assertTrue(refused.out().contains("refused: its 400000 bytes are too many for the letter"), refused.out());
        assertTrue(refused.out().endsWith("1 record: 1 refused\n"), refused.out());
    }

    @Test
    void neverPutsAnOlderConfigurationInThePlaceOfANewerOne() throws Exception {
        var topic = Topics.TARGETS.name();
        var old = kafka.send(topic, 0, "web", MALFORMED);
        String id = kafka.bury(old, "web", MALFORMED, "scheduler");
        var newer = kafka.send(topic, 0, "web", "{}".getBytes(UTF_8));
        var ran = replay(id);
        assertEquals(1, ran.code());
        assertTrue(ran.out().contains("a newer record of its key stands at offset " + newer.offset()), ran.out());
        assertEquals(0, kafka.replaysOf(old).size());
    }

    @Test
    void leavesARecordAloneThatNeverCounted() throws Exception {
        var source = kafka.sendAborted(RESULTS, 1, "aborted", MALFORMED);
        String id = kafka.bury(source, "aborted", MALFORMED, "results-sink");
        var ran = replay(id);
        assertEquals(1, ran.code());
        assertTrue(ran.out().contains("its transaction was aborted"), ran.out());
    }

    @Test
    void followsARecordThatFailsAgain() throws Exception {
        var source = kafka.send(RESULTS, 1, "again", MALFORMED);
        kafka.bury(source, "again", MALFORMED, "again-reader");
        assertEquals(0, run("replay", "--reader", "again-reader", "--yes").code());
        var sent = onlyReplayOf(source);
        var second = new Source(RESULTS, 1, sent.offset());
        String id = kafka.bury(second, "again", MALFORMED, "again-reader");
        var list = run("list", "--reader", "again-reader");
        assertTrue(list.out().contains("again     (of results-1@" + source.offset() + ") not a Result"), list.out());
        assertTrue(run("show", id).out().contains("again     a replay of " + source), list.out());
        var byFilter = run("replay", "--reader", "again-reader", "--yes");
        assertTrue(byFilter.out().endsWith("1 record: 1 already replayed\n"), byFilter.out());
        var wanted = run("replay", "--reader", "again-reader", "--again", "--yes");
        assertTrue(wanted.out().endsWith("2 records: 1 already replayed, 1 replayed\n"), wanted.out());
        assertEquals(1, kafka.replaysOf(second).size());
    }

    @Test
    void sendsNothingWithoutAYes() throws Exception {
        var source = kafka.send(RESULTS, 2, "asked", MALFORMED);
        String id = kafka.bury(source, "asked", MALFORMED, "results-sink");
        var nobody = Cli.run("dead-letters", "replay", id, "--bootstrap", kafka.bootstrap());
        assertEquals(2, nobody.code());
        assertTrue(nobody.err().contains("1 record of waddleperf.results would be sent again"), nobody.err());
        var no = Cli.run(Answer.NO, "dead-letters", "replay", id, "--bootstrap", kafka.bootstrap());
        assertEquals(1, no.code());
        var dry = run("replay", id, "--dry-run");
        assertEquals(0, dry.code());
        assertTrue(dry.out().endsWith("would be replayed from its source\n1 record: 1 would be replayed\n"), dry.out());
        assertEquals(0, kafka.replaysOf(source).size());
        var yes = Cli.run(Answer.YES, "dead-letters", "replay", id, "--bootstrap", kafka.bootstrap());
        assertEquals(0, yes.code(), yes.err());
        onlyReplayOf(source);
    }

    /// Whoever may write letters must not choose where a replay goes.
    @Test
    void refusesALetterThatNamesAnotherTopic() throws Exception {
        for (String topic : List.of("__consumer_offsets", "no topic at all!", Topics.DEAD_LETTERS.name())) {
            String id = kafka.bury(new Source(topic, 0, 0), "forged", MALFORMED, "forger");
            var ran = replay(id);
            assertEquals(1, ran.code(), ran.err());
            assertTrue(ran.out().contains("is no topic that records are replayed to"), ran.out());
        }
        String beyond = kafka.bury(new Source(RESULTS, 99, 0), "forged", MALFORMED, "forger");
        assertTrue(replay(beyond).out().contains("has 4 partitions, none of them is 99"));
    }

    private static org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> onlyReplayOf(Source source)
            throws Exception {
        var sent = kafka.replaysOf(source);
        assertEquals(1, sent.size(), source.toString());
        return sent.getFirst();
    }

    private static Cli replay(String... ids) {
        var arguments = new ArrayList<>(List.of("replay", "--yes"));
        arguments.addAll(List.of(ids));
        return run(arguments.toArray(String[]::new));
    }

    private static Cli run(String... arguments) {
        var all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap", kafka.bootstrap()));
        return Cli.run(all.toArray(String[]::new));
    }
}
