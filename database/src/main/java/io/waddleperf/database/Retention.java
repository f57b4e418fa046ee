package io.waddleperf.database;

import io.waddleperf.contracts.Require;

/// For how many days results are kept, by tier, besides the current one.
public record Retention(int tier1Days, int tier2Days, int tier3Days) {
    public static final Retention DEFAULT = new Retention(7, 30, 90);

    public Retention {
        Require.range("tier1Days", tier1Days, 1, 3_650);
        Require.range("tier2Days", tier2Days, 1, 3_650);
        Require.range("tier3Days", tier3Days, 1, 3_650);
    }

    public int days(int tier) {
        return switch (tier) {
            case 1 -> tier1Days;
            case 2 -> tier2Days;
            case 3 -> tier3Days;
            default -> throw new IllegalArgumentException("tier must be 1 to 3, not " + tier);
        };
    }
}
