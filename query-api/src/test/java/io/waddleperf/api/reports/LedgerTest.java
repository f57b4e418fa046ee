package io.waddleperf.api.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private final Ledger ledger = new Ledger(new ReportRequest(
            Samples.AT,
            Samples.AT.plus(Duration.ofHours(1)),
            Set.of(By.PROBE),
            null,
            null,
            null,
            null,
            ReportRequest.DEFAULT_METRIC,
            false,
            null));

    private Account of(int probe, String target) {
        var series = new Measured(probe, "fra", "p" + probe, target, "ping", Map.of(), List.of());
        return ledger.of(series, Samples.AT);
    }

    @Test
    void whatIsOfTheSameRowHasOneAccount() {
        assertSame(of(1, "web"), of(1, "mail"));
        of(0, "web");
        assertEquals(
                List.of("p0", "p1"),
                ledger.rows().stream().map(ReportRow::probe).toList());
    }

    /// It is refused while it is made: what is too much is never in memory.
    @Test
    void endsAtTheFirstRowThatIsTooMany() {
        for (int probe = 0; probe < Ledger.MOST_ROWS; probe++) {
            of(probe, "web");
        }
        of(0, "mail");
        var refused = assertThrows(ProblemException.class, () -> of(Ledger.MOST_ROWS, "web"));
        assertTrue(String.valueOf(refused.getMessage()).contains("50000 rows"), refused::getMessage);
        assertEquals(Ledger.MOST_ROWS, ledger.rows().size());
    }
}
