package io.waddleperf.probe.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.probe.stamp.StampReport.Kind;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Packets leave at 0, 10 and 20 ms of the monotonic clock and must be answered within 5 ms.
class StampJournalTest {
    private static final long MS = 1_000_000;
    private static final long EPOCH_NS = 1_795_000_000_000_000_000L;
    private static final StampPlan PLAN = new StampPlan(3, 60, 10 * MS, 5 * MS, 77, ErrorEstimate.of(true, 100));

    private final StampJournal journal = new StampJournal(PLAN);
    private final MemorySegment packet = MemorySegment.ofArray(new byte[60]);

    @Test
    void tellsFirstLateAndDoubledAnswersApart() {
        var first = sent(0);
        var second = sent(10);
        came(answer(first, 0), 2);
        came(answer(first, 0), 3);
        came(answer(second, 1), 16);
        assertFalse(journal.allAnswered());
        var report = journal.report();
        assertEquals(2, report.sent());
        assertEquals(
                List.of(Kind.FIRST, Kind.AGAIN, Kind.LATE),
                report.arrivals().stream().map(StampReport.Arrival::kind).toList());
        assertEquals(1, report.firsts().size());
        assertEquals(2 * MS, report.firsts().getFirst().grossNs());
        assertEquals(TimestampSource.USER, report.source());
    }

    @Test
    void countsFromTheKernelsStampsWhereItHasThem() {
        var first = sent(0);
        journal.left(0, EPOCH_NS + 100);
        journal.came(answer(first, 0), EPOCH_NS + 1_100, 2 * MS, 64);
        var arrival = journal.report().firsts().getFirst();
        assertEquals(TimestampSource.KERNEL_TX_RX, journal.report().source());
        assertEquals(EPOCH_NS + 100, arrival.t1Ns());
        assertEquals(EPOCH_NS + 1_100, arrival.t4Ns());
    }

    @Test
    void isNotFooledByStrangers() {
        var first = sent(0);
        came(MemorySegment.ofArray(new byte[20]), 1); // too short
        came(first, 1); // our own packet, echoed
        var ofAnother = answer(first, 0);
        ofAnother.set(java.lang.foreign.ValueLayout.JAVA_BYTE, 35, (byte) 0x5A); // not our timestamp
        came(ofAnother, 1);
        var notSentYet = answer(first, 0);
        notSentYet.set(java.lang.foreign.ValueLayout.JAVA_BYTE, 27, (byte) 2);
        came(notSentYet, 1);
        var report = journal.report();
        assertEquals(4, report.strangers());
        assertEquals(List.of(), report.arrivals());
        assertTrue(journal.noneAnswered());
    }

    @Test
    void remembersNoFlood() {
        var first = sent(0);
        for (int i = 0; i < 10_000; i++) {
            came(answer(first, i), 1);
        }
        assertEquals(1_003, journal.report().arrivals().size());
    }

    private MemorySegment sent(long ms) {
        journal.writeNext(packet, EPOCH_NS + ms * MS, ms * MS);
        return MemorySegment.ofArray(packet.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
    }

    private void came(MemorySegment answer, long ms) {
        journal.came(answer, 0, ms * MS, -1);
    }

    private static MemorySegment answer(MemorySegment question, long sequence) {
        var answer = MemorySegment.ofArray(question.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
        StampPacket.reflect(answer, sequence, EPOCH_NS, ErrorEstimate.of(false, 1), 64);
        StampPacket.writeSentAt(answer, EPOCH_NS + 500);
        return answer;
    }
}
