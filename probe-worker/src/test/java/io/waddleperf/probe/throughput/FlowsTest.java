package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.throughput.DataStream.Way;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What both ends counted, brought together; and how a rate is kept.
class FlowsTest {
    @Test
    void takesWhatArrivedInTheReceiversTime() throws IOException {
        try (var stream = stream(1, Way.OUT)) {
            stream.counts().add(9_000_000);
            var server = new Results(List.of(new StreamResult(1, 1_000_000, -1, 0, 0, 0, 2.5)), null);
            assertEquals(
                    3_200_000,
                    new Flows(false, server)
                            .forward(List.of(stream), sending(2, 0))
                            .bitsPerSecond());
            var mad = new Results(List.of(new StreamResult(1, 1_000_000, -1, 0, 0, 0, 900)), null);
            assertEquals(
                    4_000_000,
                    new Flows(false, mad)
                            .forward(List.of(stream), sending(2, 0))
                            .bitsPerSecond());
        }
    }

    /// The server waits a round trip for the first byte, which is no time of the data; what the end of the
    /// test waited in queues is.
    @Test
    void countsNoRoundTripInWhichNothingCouldArrive() throws IOException {
        try (var stream = stream(1, Way.OUT)) {
            assertEquals(4_000_000, forward(stream, 2.3, sending(2, 0.3)));
            assertEquals(3_200_000, forward(stream, 2.8, sending(2, 0.3)), 1e-6);
            assertEquals(4_000_000, forward(stream, 1.9, sending(2, 0.3)), "never less than it was sent in");
            assertEquals(4_000_000, forward(stream, 9, new Flows.Sending(2.3, 0.3, true)), 1e-6, "all acknowledged");
            assertEquals(40_000_000, forward(stream, 9, new Flows.Sending(0.4, 0.4, true)), 1e-6, "some time it took");
        }
    }

    private static double forward(DataStream stream, double receivedS, Flows.Sending sending) throws IOException {
        var server = new Results(List.of(new StreamResult(1, 1_000_000, -1, 0, 0, 0, receivedS)), null);
        return new Flows(false, server).forward(List.of(stream), sending).bitsPerSecond();
    }

    private static Flows.Sending sending(double seconds, double idleRttS) {
        return new Flows.Sending(seconds, idleRttS, false);
    }

    /// A receiver tells of gaps up to the last packet that it got; what the sender sent after it is lost, too.
    @Test
    void countsThePacketsAfterTheLastAsLost() throws IOException {
        try (var stream = stream(1, Way.OUT)) {
            for (int i = 0; i < 100; i++) {
                stream.counts().addPacket(1_000);
            }
            var server = new Results(List.of(new StreamResult(1, 40_000, -1, 0.002, 10, 50, 1)), null);
            var flow = new Flows(true, server).forward(List.of(stream), sending(1, 0));
            assertEquals(100, flow.sent());
            assertEquals(60, flow.lost());
            assertEquals(0.6, flow.lossRatio());
            assertEquals(2_000, flow.jitterUs(), 1e-9);
        }
    }

    @Test
    void findsAgainWhatOnlyCameLate() throws IOException {
        try (var stream = stream(1, Way.IN)) {
            for (long number : new long[] {1, 2, 5, 3, 6}) {
                stream.counts().addNumbered(1_000, number, 0);
            }
            var now = stream.counts().now();
            assertEquals(1, now.lost(), "the fourth");
            assertEquals(1, now.reordered());
            var server = new Results(List.of(new StreamResult(1, 8_000, -1, 0, 0, 8, 1)), null);
            var flow = new Flows(true, server).backward(List.of(stream), List.of(now), 1);
            assertEquals(3, flow.lost(), "with the seventh and eighth, which it sent");
            assertEquals(40_000, flow.bitsPerSecond());
        }
    }

    @Test
    void knowsNoRetransmitsOfAServerThatCountsNone() throws IOException {
        try (var one = stream(1, Way.IN);
                var two = stream(3, Way.IN)) {
            var some = List.of(new StreamResult(1, 0, 4, 0, 0, 0, 1), new StreamResult(3, 0, 5, 0, 0, 0, 1));
            var none = List.of(new StreamResult(1, 0, 4, 0, 0, 0, 1), new StreamResult(3, 0, -1, 0, 0, 0, 1));
            var streams = List.of(one, two);
            assertEquals(OptionalLong.of(9), new Flows(false, new Results(some, null)).retransmits(streams));
            assertEquals(OptionalLong.empty(), new Flows(false, new Results(none, null)).retransmits(streams));
            var missing = new Flows(false, new Results(some.subList(0, 1), null));
            assertThrows(IperfFormatException.class, () -> missing.retransmits(streams));
        }
    }

    @Test
    void givesEachBlockItsMomentFromTheStart() {
        var nanos = new AtomicLong(1_000);
        var pace = new Pace(8_000_000, () -> nanos.getAndAdd(100_000)); // a byte a microsecond
        long startNanos = nanos.get();
        for (int sent = 0; sent <= 100_000; sent += 1_000) {
            pace.await(sent, () -> true);
            assertTrue(nanos.get() - startNanos >= sent * 1_000L - 100_000, "not before its time");
            assertTrue(nanos.get() - startNanos <= sent * 1_000L + 400_000, "and soon after it");
        }
        pace.await(1_000_000_000, () -> false); // returns, since the stream is stopped
    }

    @Test
    void spendsNotAByteMoreThanItsBudget() {
        var budget = Budget.of(2_500L);
        assertEquals(1_000, budget.take(1_000));
        assertEquals(1_000, budget.take(1_000));
        assertEquals(500, budget.take(1_000));
        assertEquals(0, budget.take(1_000));
        assertEquals(1_000, Budget.of(null).take(1_000));
    }

    private static DataStream stream(int id, Way way) throws IOException {
        return new DataStream(id, way, DatagramChannel.open(), (_, _) -> {});
    }
}
