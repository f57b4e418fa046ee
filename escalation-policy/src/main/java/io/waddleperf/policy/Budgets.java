package io.waddleperf.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The budgets of one task: those of its probes whole, its share of the others.
///
/// A storm of breaches so yields a bounded set of tests, and a name for what held the others back.
/// Not safe for threads.
public final class Budgets {
    private final BudgetLimits limits;
    private final int tasks;
    private final Map<Key, TokenBucket> buckets = new HashMap<>();
    private final Set<Key> spent = new HashSet<>();

    /// One budget.
    ///
    /// @param scope `probe`, `target`, `site` or `all`
    public record Key(Purse.Expense expense, String scope, String subject) {}

    /// @param tasks among which the budgets beyond one probe are shared
    public Budgets(BudgetLimits limits, int tasks) {
        this.limits = limits;
        this.tasks = tasks;
    }

    /// The purse of one path.
    public Purse of(String probe, String site, String target) {
        return (expense, now) -> pay(expense, probe, site, target, now);
    }

    /// The buckets that were paid from since this was last asked, to be stored.
    public Map<Key, TokenBucket> takeSpent() {
        var taken = new HashMap<Key, TokenBucket>();
        spent.forEach(key -> taken.put(key, Objects.requireNonNull(buckets.get(key))));
        spent.clear();
        return taken;
    }

    public TokenBucket bucket(Key key, Instant now) {
        return buckets.computeIfAbsent(
                key, k -> new TokenBucket(capacity(k), limits.of(k.expense()).per(), now));
    }

    private Optional<String> pay(Purse.Expense expense, String probe, String site, String target, Instant now) {
        var keys = List.of(
                new Key(expense, "probe", probe),
                new Key(expense, "target", target),
                new Key(expense, "site", site),
                new Key(expense, "all", ""));
        for (Key key : keys) {
            if (!bucket(key, now).canPay(now)) {
                return Optional.of(key.scope());
            }
        }
        keys.forEach(key -> bucket(key, now).pay());
        spent.addAll(keys);
        return Optional.empty();
    }

    private int capacity(Key key) {
        var share = limits.of(key.expense()).share(tasks);
        return switch (key.scope()) {
            case "probe" -> share.perProbe();
            case "target" -> share.perTarget();
            case "site" -> share.perSite();
            default -> share.inAll();
        };
    }
}
