package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// Numbers of series that were asked for lately: a result tells its four names, and to hash them anew
/// each time was a fifteenth of the database's and the archive's own work.
///
/// A series has four places that it shares with others, and the last of them is driven out. With a
/// single place each, a quarter of 10,000 series took it from each other all the time. Entries never
/// change, so two threads at one place can only drive out each other's.
final class SeriesNumbers {
    private static final int PLACES_BITS = 18;
    private static final int WAYS = 4;
    private static final @Nullable Entry[] ENTRIES = new Entry[1 << PLACES_BITS];

    private SeriesNumbers() {}

    private record Entry(String probe, String target, String check, Family family, long number) {
        boolean is(String ofProbe, String toTarget, String byCheck, Family inFamily) {
            return probe.equals(ofProbe) && target.equals(toTarget) && check.equals(byCheck) && family == inFamily;
        }
    }

    static long of(String probe, String target, String check, Family family) {
        int first = firstPlace(probe, target, check, family);
        for (int place = first; place < first + WAYS; place++) {
            Entry known = ENTRIES[place];
            if (known != null && known.is(probe, target, check, family)) {
                return known.number();
            }
        }
        var entry = new Entry(probe, target, check, family, Ids.newSeries(probe, target, check, family));
        System.arraycopy(ENTRIES, first, ENTRIES, first + 1, WAYS - 1);
        ENTRIES[first] = entry;
        return entry.number();
    }

    private static int firstPlace(String probe, String target, String check, Family family) {
        int hash = 31 * (31 * (31 * probe.hashCode() + target.hashCode()) + check.hashCode())
                + family.wireName().hashCode();
        // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): names that count up are near each other
        return ((hash * 0x9E3779B9) >>> (Integer.SIZE - PLACES_BITS)) & -WAYS;
    }
}
