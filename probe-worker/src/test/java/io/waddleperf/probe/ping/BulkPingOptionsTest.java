package io.waddleperf.probe.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkPingOptionsTest {
    @Test
    void readsTheLettersOfFping() {
        var options = BulkPingOptions.parse(List.of("-c", "5", "-p", "0.5", "-t", "20", "-b", "100", "-f", "targets"));
        assertEquals(new BulkPingOptions(new EchoPlan(5, 100, 500_000, 20_000_000), Path.of("targets")), options);
    }

    @Test
    void waitsASecondUnlessToldOtherwise() {
        var options = BulkPingOptions.parse(List.of("-f", "targets", "-c", "1", "-p", "10"));
        assertEquals(new EchoPlan(1, 56, 10_000_000, 1_000_000_000), options.plan());
    }

    @Test
    void tellsItsUsageOfAnythingElse() {
        for (var wrong : List.of(List.of("-c", "5", "-f", "targets"), List.of("-c"), List.of("-x", "1"))) {
            var e = assertThrows(IllegalArgumentException.class, () -> BulkPingOptions.parse(wrong));
            assertTrue(String.valueOf(e.getMessage()).startsWith("usage: "), e::toString);
        }
    }
}
