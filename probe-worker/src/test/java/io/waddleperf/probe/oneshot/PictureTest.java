package io.waddleperf.probe.oneshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Details;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void drawsEachRoundTripAndEachLostPacketInTheOrderOfSending() {
        assertEquals("×▁█×", Picture.UNICODE.sparkline(List.of(1.0, 9.0), Set.of(0, 3)));
        assertEquals("__x", Picture.ASCII.sparkline(List.of(5.0, 5.0), Set.of(2)));
    }

    @Test
    void drawsNoHistogramOfOneValue() {
        assertEquals("", Picture.UNICODE.histogram(List.of(3.0, 3.0)));
        assertEquals("@" + " ".repeat(18) + "@", Picture.ASCII.histogram(List.of(1.0, 2.0)));
    }

    @Test
    void drawsWhereMostValuesLie() {
        assertEquals("-".repeat(20) + "#".repeat(11) + "-".repeat(9), Picture.ASCII.box(0, 20, 30, 40));
        assertEquals("", Picture.ASCII.box(1, 1, 1, 1));
    }

    @Test
    void drawsAPhaseWhereItLies() {
        assertEquals(" ".repeat(10) + "#".repeat(30), Picture.ASCII.phase(1, 3, 4));
        assertEquals(" ".repeat(39) + "#", Picture.ASCII.phase(4, 0, 4));
        assertEquals("", Picture.ASCII.phase(0, 0, 0));
    }

    @Test
    void saysHowFarATestIs() {
        assertEquals(
                "mtr-100 (2 of 2) [==========          ] 15 s of at most 30 s",
                Progress.line(new Progress.Running("mtr-100", 2, 2, 30_000_000), 15_000_000, null));
        assertEquals(
                "a (1 of 1) [====================] 9 s of at most 3 s",
                Progress.line(new Progress.Running("a", 1, 1, 3_000_000), 9_000_000, null));
    }

    @Test
    void saysWhatATestSawInItsLastSecond() {
        var both = new Details.Interval(1_000_000, 2_000_000, 941e6, 12_345_678.0, 3L, 900.0, 65_536L);
        assertEquals(
                "throughput (1 of 2) 2.50 s of at most 30 s: 941 Mbit/s there, 12.3 Mbit/s back",
                Progress.line(new Progress.Running("throughput", 1, 2, 30_000_000), 2_500_000, both));
        var back = new Details.Interval(0, 1_000_000, null, 5e6, null, null, null);
        assertEquals(
                "speedtest (1 of 1) 1 s of at most 30 s: 5 Mbit/s back",
                Progress.line(new Progress.Running("speedtest", 1, 1, 30_000_000), 1_000_000, back));
    }
}
