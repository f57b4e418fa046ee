package io.waddleperf.probe.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.nativenet.KernelClock;
import io.waddleperf.probe.stamp.StampReport.Arrival;
import io.waddleperf.probe.stamp.StampReport.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// 5 ms there, 8 ms back, 100 µs at the reflector.
class OneWayTest {
    private static final long MS = 1_000_000;
    private static final Optional<KernelClock> GOOD = Optional.of(new KernelClock(true, 300));
    private static final ErrorEstimate RIGHT = ErrorEstimate.of(true, 200);

    @Test
    void tellsDelaysWhereBothClocksAreRightEnough() {
        var found = OneWay.of(answers(RIGHT, 0), GOOD);
        assertEquals(OptionalDouble.of(5_000), found.forwardUs());
        assertEquals(OptionalDouble.of(8_000), found.backwardUs());
        assertEquals(OptionalDouble.of(100), found.turnaroundUs());
        long errorUs = found.clockErrorUs().orElseThrow();
        assertTrue(errorUs >= 500 && errorUs < 505, found::toString);
        assertTrue(found.worth().startsWith("both clocks together may be wrong by 0.50"), found::worth);
    }

    @Test
    void tellsOnlyTheDirectionThatIsLongerThanTheError() {
        var found = OneWay.of(answers(RIGHT, 0), Optional.of(new KernelClock(true, 6_000)));
        assertEquals(OptionalDouble.empty(), found.forwardUs());
        assertEquals(OptionalDouble.of(8_000), found.backwardUs());
        assertTrue(found.worth().matches("backward only: .* by 6\\.20. ms, the way takes less"), found::worth);
    }

    @Test
    void tellsNoDelayOfAClockThatIsNotSynchronised() {
        for (var own : List.of(Optional.<KernelClock>empty(), Optional.of(new KernelClock(false, 16_000_000)))) {
            assertNone("none: the clock of this probe is not synchronised", OneWay.of(answers(RIGHT, 0), own));
        }
        assertNone(
                "none: the reflector says that its clock is not synchronised",
                OneWay.of(answers(ErrorEstimate.of(false, 200), 0), GOOD));
        assertNone(
                "none: the reflector has the time of PTP, which is not UTC",
                OneWay.of(answers(new ErrorEstimate(true, true, 0, 1), 0), GOOD));
        assertNone(
                "none: the reflector does not say how wrong its clock may be",
                OneWay.of(answers(new ErrorEstimate(true, false, 0, 0), 0), GOOD));
    }

    /// An offset of an hour changes no variation.
    @Test
    void tellsTheVariationWhateverTheClocksSay() {
        for (long offsetNs : new long[] {0, 3_600_000 * MS, -3_600_000 * MS}) {
            var found = OneWay.of(answers(ErrorEstimate.of(false, 200), offsetNs), Optional.empty());
            assertEquals(OptionalDouble.of(95), found.forwardPdvUs());
            assertEquals(OptionalDouble.of(0), found.backwardPdvUs());
        }
        assertEquals(
                OptionalDouble.empty(),
                OneWay.of(answers(RIGHT, 0).subList(0, 1), GOOD).forwardPdvUs());
    }

    @Test
    void believesNoReflectorThatKeptAPacketLongerThanWeMissedIt() {
        var wild = new Arrival(1, 0, RIGHT, 0, 5 * MS, 50 * MS, 13 * MS, Kind.FIRST);
        assertEquals(13 * MS, wild.netNs());
        assertNone("the reflector's timestamps cannot be true", OneWay.of(List.of(wild), GOOD));
        assertNone("no answer came", OneWay.of(List.of(), GOOD));
    }

    private static void assertNone(String why, OneWay found) {
        assertEquals(why, found.worth());
        assertEquals(OptionalDouble.empty(), found.forwardUs());
        assertEquals(OptionalDouble.empty(), found.backwardUs());
        assertEquals(OptionalLong.empty(), found.clockErrorUs());
    }

    /// The ways there take 5 ms - 50 µs + 0, 1, 2 … 100 µs, all ways back 8 ms.
    private static List<Arrival> answers(ErrorEstimate reflector, long offsetNs) {
        return IntStream.rangeClosed(0, 100)
                .mapToObj(i -> {
                    long t1Ns = i * 20L * MS;
                    long t2Ns = t1Ns + 5 * MS - 50_000 + i * 1_000L;
                    long t3Ns = t2Ns + 100_000;
                    return new Arrival(
                            i + 1, i, reflector, t1Ns, t2Ns + offsetNs, t3Ns + offsetNs, t3Ns + 8 * MS, Kind.FIRST);
                })
                .toList();
    }
}
