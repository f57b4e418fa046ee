package io.waddleperf.probe.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.probe.spool.SpoolRecord.Urgency;
import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A spool of which Kafka takes nothing for long.
class SheddingTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final SpoolSettings SETTINGS = new SpoolSettings(8_192, 2_048, 4_096, Duration.ofMinutes(15), DAY);

    @TempDir
    private Path directory;

    private final FakeClock clock = new FakeClock(Samples.AT);

    @Test
    void theOldestOfTierOneGiveWayAndAreCounted() throws Exception {
        try (var spool = open()) {
            spool.append(deeper(0), Urgency.URGENT);
            append(spool, 1, 60);
            var left = ids(spool);
            assertTrue(left.contains(deeper(0).id()), "what a deeper test found stays");
            assertTrue(left.contains(routine(59).id()));
            assertFalse(left.contains(routine(1).id()));
            assertEquals(60, left.size() + shed(spool));
            assertEquals(left.size(), spool.state().pending());
            assertTrue(spool.state().bytes() <= SETTINGS.limitBytes(), () -> "" + spool.state());
            assertFalse(spool.full(), "new tests go on");
            assertTrue(spool.contains(routine(1).id()), "it is not run once more");
        }
    }

    @Test
    void whatWasThrownOutLeavesNoGapBehindWhichNothingCountsAsSent() throws Exception {
        List<UUID> left;
        try (var spool = open()) {
            append(spool, 0, 60);
            left = ids(spool);
        }
        try (var spool = open()) {
            assertEquals(left, ids(spool));
            records(spool).forEach(spool::markSent);
            assertEquals(0, spool.state().pending());
            assertEquals(0, spool.state().bytes());
        }
    }

    @Test
    void whatIsInSomebodysHandsStays() throws Exception {
        try (var spool = open()) {
            append(spool, 0, 3);
            var inHand = spool.next(0, 0).orElseThrow();
            append(spool, 3, 60);
            assertEquals(routine(0).id(), ids(spool).getFirst());
            spool.markSent(inHand);
            records(spool).stream()
                    .filter(record -> record.position() > inHand.position())
                    .forEach(spool::markSent);
            assertEquals(0, spool.state().pending());
            assertEquals(0, spool.state().bytes());
        }
    }

    @Test
    void whatIsADayOldGivesWay() throws Exception {
        try (var spool = open()) {
            append(spool, 0, 6);
            assertNull(spool.state().shed());
            clock.advance(DAY.plusSeconds(1));
            append(spool, 6, 7);
            assertTrue(shed(spool) > 0);
            assertEquals(7, ids(spool).size() + shed(spool));
            assertEquals(routine(6).id(), ids(spool).getLast());
        }
    }

    @Test
    void whereAlmostAllIsOfDeeperTestsTheseGiveWayToo() throws Exception {
        try (var spool = open()) {
            for (int i = 0; i < 60; i++) {
                spool.append(deeper(i), Urgency.URGENT);
            }
            assertEquals(60, ids(spool).size() + shed(spool));
            assertTrue(spool.state().bytes() <= SETTINGS.limitBytes(), () -> "" + spool.state());
        }
    }

    private Spool open() throws IOException {
        return Spool.open(directory, SETTINGS, clock);
    }

    private static void append(Spool spool, int from, int to) {
        for (int i = from; i < to; i++) {
            spool.append(routine(i), Urgency.NORMAL);
        }
    }

    private static long shed(Spool spool) {
        Long shed = spool.state().shed();
        return shed == null ? 0 : shed;
    }

    private static List<UUID> ids(Spool spool) throws InterruptedException {
        return records(spool).stream().map(SpoolRecord::resultId).toList();
    }

    private static List<SpoolRecord> records(Spool spool) throws InterruptedException {
        var records = new ArrayList<SpoolRecord>();
        for (var next = spool.next(spool.sentPosition(), 0);
                next.isPresent();
                next = spool.next(next.get().end(), 0)) {
            records.add(next.get());
        }
        return records;
    }

    private static Result routine(int number) {
        return Samples.ping("local", "192.0.2.1", Samples.AT.plusSeconds(number));
    }

    private static Result deeper(int number) {
        String json = new String(WireCodec.bytes(routine(number)), StandardCharsets.UTF_8);
        return WireCodec.read(Result.class, json.replace("\"tier\":1", "\"tier\":2"));
    }
}
