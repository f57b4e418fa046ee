package io.waddleperf.policy.simulation;

import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Incident;
import io.waddleperf.policy.BudgetLimits;
import io.waddleperf.policy.Decision;
import io.waddleperf.policy.PathMemory;
import io.waddleperf.policy.Purse;
import io.waddleperf.policy.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A bug planted into the policy: the invariants must find each of them.
enum Mutant {
    NONE,
    FORGETS_COOL_DOWN,
    SPENDS_WITHOUT_BUDGET,
    DOUBLES_BUDGETS,
    TAKES_BAND_FOR_BREACH,
    TAKES_BAND_FOR_CLEAR,
    CONFIRMS_WITHOUT_TIER_2,
    LOSES_RECOVERIES,
    COUNTS_DOUBLES,
    COUNTS_LATE_RESULTS,
    OVERLOOKS_SILENCE,
    TELLS_CLOSED_TWICE,
    SKIPS_REVISIONS,
    OVERSLEEPS;

    boolean noticesSilence() {
        return this != OVERLOOKS_SILENCE;
    }

    boolean wakes() {
        return this != OVERSLEEPS;
    }

    boolean knowsLate() {
        return this != COUNTS_LATE_RESULTS;
    }

    boolean countsDoubles() {
        return this == COUNTS_DOUBLES;
    }

    BudgetLimits budgets(BudgetLimits right) {
        if (this != DOUBLES_BUDGETS) {
            return right;
        }
        var twice = new HashMap<Purse.Expense, BudgetLimits.Limits>();
        right.limits()
                .forEach((expense, limit) -> twice.put(
                        expense,
                        new BudgetLimits.Limits(
                                limit.per(),
                                2 * limit.perProbe(),
                                2 * limit.perTarget(),
                                2 * limit.perSite(),
                                2 * limit.inAll())));
        return new BudgetLimits(twice);
    }

    Purse purse(Purse right) {
        return this == SPENDS_WITHOUT_BUDGET ? (_, _) -> Optional.empty() : right;
    }

    PathMemory memory(PathMemory right) {
        return this != FORGETS_COOL_DOWN
                ? right
                : new PathMemory(
                        right.state(),
                        right.since(),
                        right.cause(),
                        right.windows(),
                        right.retest(),
                        null,
                        null,
                        right.deepest(),
                        right.withheld(),
                        right.tryAt(),
                        right.awaits());
    }

    List<Verdict> verdicts(List<Verdict> right, Random random) {
        return right.stream()
                .map(verdict -> switch (verdict) {
                    case Verdict.InBand(var rule, double value)
                    when this == TAKES_BAND_FOR_BREACH -> new Verdict.Breaches(rule, value);
                    case Verdict.InBand(var rule, double value)
                    when this == TAKES_BAND_FOR_CLEAR -> new Verdict.Clears(rule, value);
                    default -> verdict;
                })
                .toList();
    }

    Decision decision(Decision right, Random random) {
        return switch (this) {
            case CONFIRMS_WITHOUT_TIER_2 ->
                new Decision(
                        right.memory(),
                        right.told().stream()
                                .filter(step -> step.step() != Escalation.Step.DEEPENED || random.nextInt(10) > 0)
                                .toList(),
                        right.commands());
            case LOSES_RECOVERIES ->
                new Decision(
                        right.memory(),
                        right.told().stream()
                                .filter(step -> step.step() != Escalation.Step.RECOVERED || random.nextInt(10) > 0)
                                .toList(),
                        right.commands());
            default -> right;
        };
    }

    List<Incident> told(List<Incident> right) {
        var told = new ArrayList<>(right);
        if (this == TELLS_CLOSED_TWICE) {
            right.stream().filter(one -> one.state() == Incident.State.CLOSED).forEach(told::add);
        }
        if (this == SKIPS_REVISIONS) {
            told.removeIf(one -> one.revision() == 2);
        }
        return told;
    }
}
