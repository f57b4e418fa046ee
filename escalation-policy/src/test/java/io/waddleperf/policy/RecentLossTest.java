package io.waddleperf.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.Metrics;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RecentLossTest {
    private final RecentLoss loss = new RecentLoss();

    private void add(int sent, int received) {
        Metrics metrics = Metrics.builder()
                .put(Metric.PACKETS_SENT, sent)
                .put(Metric.PACKETS_RECEIVED, received)
                .build();
        loss.add(result(metrics));
    }

    private static Result result(Metrics metrics) {
        return JudgeTest.result(new Outcome.Measured(), metrics, false);
    }

    @Test
    void knowsNothingBeforeTheFirstPackets() {
        loss.add(result(Metrics.NONE));
        assertEquals(OptionalDouble.empty(), loss.ratio());
    }

    @Test
    void countsTheLastHundredPackets() {
        add(10, 0);
        assertEquals(OptionalDouble.of(1), loss.ratio(), "as many as there are");
        for (int i = 0; i < 9; i++) {
            add(10, 10);
        }
        assertEquals(OptionalDouble.of(0.1), loss.ratio());
        add(10, 10);
        assertEquals(OptionalDouble.of(0), loss.ratio(), "those lost are 100 packets ago");
        add(500, 250);
        assertEquals(OptionalDouble.of(0.5), loss.ratio(), "one result may have more");
    }

    @Test
    void isTheSameAfterItWasStored() {
        add(10, 7);
        add(20, 20);
        var stored = ByteBuffer.allocate(loss.bytes());
        loss.write(stored);
        assertEquals(0, stored.remaining());
        assertEquals(loss.ratio(), RecentLoss.read(stored.flip()).ratio());
        assertEquals(OptionalDouble.of(0.1), loss.ratio());
    }
}
