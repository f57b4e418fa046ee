package io.waddleperf.policy;

import io.waddleperf.contracts.Assignment;
import java.util.ArrayList;
import java.util.List;

/// Which slots of a series have had their ending: a bit for each of the last 64.
///
/// By their numbers ([io.waddleperf.contracts.Cadence]).
///
/// @param judged up to which slot it is settled, that one included
/// @param bits   endings beyond it, the next slot lowest
public record SlotLedger(long judged, long bits) {
    /// So many slots after the last that is settled are kept apart.
    public static final int AHEAD = Assignment.Item.SLOTS_APART;

    /// An ending came. One for a slot that is settled changes nothing, one far ahead neither: some
    /// clock is wrong.
    public SlotLedger ended(long slot) {
        long ahead = slot - judged - 1;
        return ahead < 0 || ahead >= AHEAD ? this : new SlotLedger(judged, bits | 1L << ahead);
    }

    /// The slots up to this one that have had no ending, in their order.
    public List<Long> missing(long upTo) {
        var missing = new ArrayList<Long>();
        for (long slot = judged + 1; slot <= upTo; slot++) {
            if (lacks(slot)) {
                missing.add(slot);
            }
        }
        return missing;
    }

    /// Whether a slot that is not settled has had no ending.
    public boolean lacks(long slot) {
        long ahead = slot - judged - 1;
        return ahead >= AHEAD || (bits & 1L << ahead) == 0;
    }

    /// The ledger when all up to this one are settled.
    public SlotLedger settled(long upTo) {
        long steps = upTo - judged;
        if (steps <= 0) {
            return this;
        }
        return new SlotLedger(upTo, steps >= AHEAD ? 0 : bits >>> steps);
    }
}
