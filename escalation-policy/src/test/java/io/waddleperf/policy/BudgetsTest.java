package io.waddleperf.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final BudgetLimits LIMITS =
            new BudgetLimits(Map.of(Purse.Expense.TIER_2, new BudgetLimits.Limits(Duration.ofMinutes(10), 2, 3, 4, 8)));

    private final Budgets budgets = new Budgets(LIMITS, 1);

    @Test
    void namesTheBudgetThatIsUsedUp() {
        assertEquals(Optional.empty(), pay("p1", "t1"));
        assertEquals(Optional.empty(), pay("p1", "t2"));
        assertEquals(Optional.of("probe"), pay("p1", "t3"));
        assertEquals(Optional.empty(), pay("p2", "t1"));
        assertEquals(Optional.empty(), pay("p3", "t2"));
        assertEquals(Optional.of("site"), pay("p4", "t4"));
    }

    /// What one budget refuses is taken from none.
    @Test
    void takesFromAllOrFromNone() {
        pay("p1", "t1");
        pay("p1", "t1");
        for (int i = 0; i < 10; i++) {
            assertEquals(Optional.of("probe"), pay("p1", "t1"));
        }
        assertEquals(Optional.empty(), pay("p2", "t1"));
    }

    @Test
    void fillsUpEvenly() {
        pay("p1", "t1");
        pay("p1", "t1");
        assertEquals(Optional.of("probe"), pay("p1", "t1", NOW.plusSeconds(299)));
        assertEquals(Optional.empty(), pay("p1", "t1", NOW.plusSeconds(300)));
    }

    @Test
    void isTheSameAfterARestart() {
        pay("p1", "t1");
        pay("p1", "t1");
        var restored = new Budgets(LIMITS, 1);
        budgets.takeSpent()
                .forEach((key, bucket) ->
                        restored.bucket(key, bucket.filledTo()).restore(bucket.missingNanos(), bucket.filledTo()));
        assertEquals(Optional.of("probe"), restored.of("p1", "s1", "t9").pay(Purse.Expense.TIER_2, NOW));
        assertEquals(Map.of(), budgets.takeSpent());
    }

    /// At least one each, and the probe's own whole.
    @Test
    void sharesAmongTasksWhatIsNotAProbes() {
        var shared = LIMITS.of(Purse.Expense.TIER_2).share(4);
        assertEquals(new BudgetLimits.Limits(Duration.ofMinutes(10), 2, 1, 1, 2), shared);
    }

    private Optional<String> pay(String probe, String target) {
        return pay(probe, target, NOW);
    }

    private Optional<String> pay(String probe, String target, Instant now) {
        return budgets.of(probe, "s1", target).pay(Purse.Expense.TIER_2, now);
    }
}
