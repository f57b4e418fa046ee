package io.waddleperf.probe.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final SpoolSettings SMALL = new SpoolSettings(8_192, 2_048, 4_096, Duration.ofMinutes(15), null);

    @TempDir
    private Path directory;

    private final FakeClock clock = new FakeClock(Samples.AT);

    @Test
    void givesBackByteByByteWhatWasAppended() throws Exception {
        try (var spool = open()) {
            spool.append(result(1), Urgency.NORMAL);
            spool.append(result(2), Urgency.URGENT);
            var records = unsent(spool);
            assertEquals(2, records.size());
            assertArrayEquals(WireCodec.bytes(result(1)), records.get(0).json().bytes());
            assertEquals(Urgency.NORMAL, records.get(0).urgency());
            assertEquals(Urgency.URGENT, records.get(1).urgency());
            assertEquals(result(2).id(), records.get(1).resultId());
        }
    }

    @Test
    void remembersAcrossRestartsWhatIsDoneAndWhatIsSent() throws Exception {
        try (var spool = open()) {
            for (int i = 0; i < 10; i++) {
                spool.append(result(i), Urgency.NORMAL);
            }
            unsent(spool).subList(0, 4).forEach(spool::markSent);
        }
        try (var spool = open()) {
            assertTrue(spool.contains(result(0).id()));
            assertTrue(spool.contains(result(9).id()));
            assertFalse(spool.contains(result(10).id()));
            assertEquals(6, spool.state().pending());
            assertEquals(result(4).id(), unsent(spool).getFirst().resultId());
            assertEquals(6, unsent(spool).size());
            spool.append(result(10), Urgency.NORMAL);
            assertEquals(result(10).id(), unsent(spool).getLast().resultId());
        }
    }

    @Test
    void movesTheMarkOnlyOverWhatIsAllAcknowledged() throws Exception {
        try (var spool = open()) {
            for (int i = 0; i < 3; i++) {
                spool.append(result(i), Urgency.NORMAL);
            }
            var records = unsent(spool);
            assertNull(spool.state().sentTo());
            spool.markSent(records.get(2), 71);
            spool.markSent(records.get(1), 70);
            assertEquals(72, spool.state().sentTo());
            assertEquals(0, spool.sentPosition());
            spool.markSent(records.get(0));
            assertEquals(records.get(2).end(), spool.sentPosition());
            assertEquals(0, spool.state().pending());
        }
    }

    /// Whoever counts slots has to know it, and there is hardly a moment at which nothing is on its way.
    @Test
    void tellsUntilWhenAllIsSentToTheSecond() throws Exception {
        try (var spool = open()) {
            for (int i = 0; i < 4; i++) {
                spool.append(result(i), Urgency.NORMAL);
                clock.advance(Duration.ofMillis(1_500));
            }
            assertEquals(Samples.AT, spool.state().sentUntil());
            var records = unsent(spool);
            spool.markSent(records.get(1));
            assertEquals(Samples.AT, spool.state().sentUntil(), "the first may be on its way");
            spool.markSent(records.get(0));
            assertEquals(Samples.AT.plusMillis(3_000), spool.state().sentUntil());
            spool.markSent(records.get(2));
            spool.markSent(records.get(3));
            assertEquals(clock.instant(), spool.state().sentUntil());
            spool.append(result(4), Urgency.NORMAL);
        }
        clock.advance(Duration.ofMinutes(1));
        try (var spool = open()) {
            assertEquals(Instant.EPOCH, spool.state().sentUntil(), "what was there before waits");
            spool.markSent(unsent(spool).getFirst());
            assertEquals(clock.instant(), spool.state().sentUntil());
        }
    }

    @Test
    void claimsNothingOfTimesThatAClockThatWasSetBackHasNotReached() throws Exception {
        try (var spool = open()) {
            spool.append(result(0), Urgency.NORMAL);
            clock.advance(Duration.ofSeconds(2));
            spool.append(result(1), Urgency.NORMAL);
            clock.set(Samples.AT.minusSeconds(300));
            spool.append(result(2), Urgency.NORMAL);
            var records = unsent(spool);
            spool.markSent(records.get(0));
            assertEquals(Instant.EPOCH, spool.state().sentUntil());
            spool.markSent(records.get(1));
            assertEquals(clock.instant(), spool.state().sentUntil(), "what was written until then is sent");
        }
    }

    @Test
    void cutsATornTailAndGoesOnBehindIt() throws Exception {
        try (var spool = open()) {
            spool.append(result(1), Urgency.NORMAL);
            spool.append(result(2), Urgency.NORMAL);
        }
        var file = onlySegment();
        long whole = Files.size(file);
        var torn = SpoolRecord.encode(result(3).id(), Urgency.NORMAL, Samples.AT, WireCodec.bytes(result(3)));
        Files.write(file, Arrays.copyOf(torn, torn.length - 1), StandardOpenOption.APPEND);
        try (var spool = open()) {
            assertEquals(whole, Files.size(file));
            assertFalse(spool.contains(result(3).id()));
            spool.append(result(4), Urgency.NORMAL);
            assertEquals(
                    List.of(result(1).id(), result(2).id(), result(4).id()),
                    unsent(spool).stream().map(SpoolRecord::resultId).toList());
        }
    }

    @Test
    void isNotHeldUpByADamagedSegment() throws Exception {
        try (var spool = open()) {
            for (int i = 0; i < 6; i++) {
                spool.append(result(i), Urgency.NORMAL);
            }
        }
        var first = Segment.list(directory).getFirst().file();
        byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length - 5] ^= 1;
        Files.write(first, bytes);
        try (var spool = open()) {
            var records = unsent(spool);
            assertEquals(5, records.size());
            records.forEach(spool::markSent);
            assertEquals(0, spool.state().pending());
            assertEquals(0, spool.state().bytes());
        }
    }

    @Test
    void saysWhenItIsFullAndTakesRunningTestsAllTheSame() throws Exception {
        try (var spool = open()) {
            for (int i = 0; !spool.full(); i++) {
                spool.append(result(i), Urgency.NORMAL);
            }
            spool.append(result(1_000), Urgency.NORMAL);
            assertTrue(spool.state().bytes() >= SMALL.limitBytes());
            unsent(spool).forEach(spool::markSent);
            assertFalse(spool.full());
        }
    }

    @Test
    void keepsSentSegmentsAsJournalUntilTheyAreOldAndMany() throws Exception {
        try (var spool = open()) {
            for (int i = 0; i < 8; i++) {
                spool.append(result(i), Urgency.NORMAL);
                unsent(spool).forEach(spool::markSent);
            }
            assertEquals(8, SpoolJournal.read(directory).size(), "all are young");
            clock.advance(Duration.ofMinutes(16));
            spool.append(result(100), Urgency.NORMAL);
            unsent(spool).forEach(spool::markSent);
            int kept = SpoolJournal.read(directory).size();
            assertTrue(kept < 9, () -> kept + " are kept");
            assertTrue(spool.contains(result(7).id()));
        }
        try (var spool = open()) {
            assertEquals(0, spool.state().pending());
            assertTrue(spool.contains(result(100).id()));
        }
    }

    @Test
    void neverDeletesWhatIsNotSent() throws Exception {
        try (var spool = open()) {
            for (int i = 0; i < 8; i++) {
                spool.append(result(i), Urgency.NORMAL);
                clock.advance(Duration.ofHours(1));
            }
            spool.markSent(unsent(spool).getLast());
            assertEquals(8, SpoolJournal.read(directory).size());
        }
    }

    @Test
    void sendsAgainRatherThanBelieveATornMark() throws Exception {
        try (var spool = open()) {
            spool.append(result(1), Urgency.NORMAL);
            unsent(spool).forEach(spool::markSent);
        }
        byte[] mark = Files.readAllBytes(directory.resolve("sent"));
        mark[7] ^= 1;
        Files.write(directory.resolve("sent"), mark);
        try (var spool = open()) {
            assertEquals(1, unsent(spool).size());
        }
    }

    private Spool open() throws IOException {
        return Spool.open(directory, SMALL, clock);
    }

    private Path onlySegment() throws IOException {
        var segments = Segment.list(directory);
        assertEquals(1, segments.size());
        return segments.getFirst().file();
    }

    private static List<SpoolRecord> unsent(Spool spool) throws InterruptedException {
        var records = new ArrayList<SpoolRecord>();
        long position = spool.sentPosition();
        for (var next = spool.next(position, 1); next.isPresent(); next = spool.next(position, 1)) {
            records.add(next.get());
            position = next.get().end();
        }
        return records;
    }

    private static Result result(int number) {
        return Samples.ping("local", "192.0.2.1", Samples.AT.plusSeconds(number));
    }
}
