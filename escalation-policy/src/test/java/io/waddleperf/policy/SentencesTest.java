package io.waddleperf.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Incident.Member;
import io.waddleperf.contracts.Incident.Scope;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Threshold;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final Instant AT = Instant.parse("2026-11-27T21:00:00Z");

    /// Of a probe of which so many of four targets are broken.
    private static String sentence(int targets, String metric) {
        var members = IntStream.range(0, targets)
                .mapToObj(i -> new Member("p0", "s0", "t" + i, PathState.SUSPECT, AT, null, null))
                .toList();
        var breach = new Breach(
                new UUID(1, 2), "ping", Family.IPV4, 1, metric, 200_000, 100_000, "mine", 1, Severity.WARNING);
        String all = Sentences.of(new Scope(Scope.Kind.PROBE, "p0", targets, 4), members, breach);
        return all.substring(0, all.indexOf(" ("));
    }

    @Test
    void countsOneTargetSeveralAndAll() {
        assertEquals("Probe p0: 1 target is slow, 1 of 4 paths", sentence(1, "rttMeanUs"));
        assertEquals("Probe p0: 2 targets are slow, 2 of 4 paths", sentence(2, "rttMeanUs"));
        assertEquals("Probe p0: everything is slow, 4 of 4 paths", sentence(4, "rttMeanUs"));
    }

    @Test
    void saysOfSeveralWhateverOneDoes() {
        assertEquals("Probe p0: 2 targets do not answer, 2 of 4 paths", sentence(2, Threshold.UNANSWERED));
        assertEquals("Probe p0: 2 targets lose packets, 2 of 4 paths", sentence(2, "lossRatio"));
        assertEquals("Probe p0: 2 targets jitter, 2 of 4 paths", sentence(2, "jitterUs"));
        assertEquals("Probe p0: 2 targets carry too little, 2 of 4 paths", sentence(2, "bitsPerSecond"));
        assertEquals(
                "Probe p0: 2 targets have a certificate that ends soon, 2 of 4 paths", sentence(2, "certificateDays"));
    }
}
