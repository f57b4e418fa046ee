package io.waddleperf.policy;

import io.waddleperf.contracts.Assignment;
import java.util.ArrayList;
import java.util.List;

/// Which slots of a series have had their ending: a bit for each of the last 64.
///
/// Slots are counted from the epoch: slot `n` is due at `phase + n × interval`.
///
/// @param judged up to which slot it is settled, that one included
/// @param bits   endings beyond it, the next slot lowest
public record SlotLedger(long judged, long bits) {
    /// So many slots after the last that is settled are kept apart.
    public static final int AHEAD = Assignment.Item.SLOTS_APART;

    /// A series that is tested from now on: nothing before is expected.
    public static SlotLedger from(long nowUs, long phaseUs, long intervalUs) {
        return new SlotLedger(Math.floorDiv(nowUs - phaseUs, intervalUs), 0);
    }

    /// The slot that falls due at this time, -1 where none does.
    public static long slotAt(long dueUs, long phaseUs, long intervalUs) {
        return Math.floorMod(dueUs - phaseUs, intervalUs) == 0 ? Math.floorDiv(dueUs - phaseUs, intervalUs) : -1;
    }

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
            long ahead = slot - judged - 1;
            if (ahead >= AHEAD || (bits & 1L << ahead) == 0) {
                missing.add(slot);
            }
        }
        return missing;
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
