package io.waddleperf.api.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Metric;
import io.waddleperf.contracts.PathName;
import io.waddleperf.testkit.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CellTest {
    private static final Instant OLD = Samples.AT.minusSeconds(900);

    private static Cell cell(io.waddleperf.contracts.Test test, String check, @Nullable Double value) {
        return new Cell(new PathName("p", "t"), test, check, value, Samples.AT);
    }

    private static Cell earlier(Cell cell) {
        return new Cell(cell.path(), cell.test(), cell.check(), cell.value(), OLD);
    }

    private static Cell chosen(Cell... cells) {
        var one = Cell.chosen(List.of(cells), Metric.RTT_MEAN_US, OLD);
        var turned = Cell.chosen(List.of(cells).reversed(), Metric.RTT_MEAN_US, OLD);
        assertEquals(new ArrayList<>(one), new ArrayList<>(turned), "whatever the order");
        return one.iterator().next();
    }

    @Test
    void takesThePlainestCheckOfTheTestThatTheNumberIsOf() {
        var ping = cell(io.waddleperf.contracts.Test.PING, "ping", 1.0);
        var large = cell(io.waddleperf.contracts.Test.PING, "ping-1400", 2.0);
        var trace = cell(io.waddleperf.contracts.Test.TRACEROUTE, "mtr", 3.0);
        assertEquals(ping, chosen(large, trace, ping));
        var none = cell(io.waddleperf.contracts.Test.PING, "ping", null);
        assertEquals(none, chosen(large, none, trace), "no answer is not hidden by another check");
        assertEquals(none, chosen(ping, none), "nor by that of the other family");
    }

    @Test
    void aCheckThatDoesNotRunAnyMoreHidesNothing() {
        var ping = cell(io.waddleperf.contracts.Test.PING, "ping", null);
        var large = cell(io.waddleperf.contracts.Test.PING, "ping-1400", 2.0);
        assertEquals(large, chosen(earlier(ping), large));
        assertEquals(earlier(ping), chosen(earlier(ping), earlier(large)));
    }
}
