package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// Numbers of series that were asked for lately: a result tells its four names, and to hash them anew
/// each time was a fifteenth of the database's and the archive's own work.
///
/// Direct-mapped: a series has one place and drives out who has the same one. Entries never change, so
/// two threads at one place can only drive out each other's.
final class SeriesNumbers {
    private static final int PLACES = 1 << 15;
    private static final @Nullable Entry[] ENTRIES = new Entry[PLACES];

    private SeriesNumbers() {}

    private record Entry(String probe, String target, String check, Family family, long number) {
        boolean is(String ofProbe, String toTarget, String byCheck, Family inFamily) {
            return probe.equals(ofProbe) && target.equals(toTarget) && check.equals(byCheck) && family == inFamily;
        }
    }

    static long of(String probe, String target, String check, Family family) {
        int place = place(probe, target, check, family);
        Entry known = ENTRIES[place];
        if (known != null && known.is(probe, target, check, family)) {
            return known.number();
        }
        var entry = new Entry(probe, target, check, family, Ids.newSeries(probe, target, check, family));
        ENTRIES[place] = entry;
        return entry.number();
    }

    private static int place(String probe, String target, String check, Family family) {
        int hash = 31 * (31 * (31 * probe.hashCode() + target.hashCode()) + check.hashCode())
                + family.wireName().hashCode();
        return (hash ^ hash >>> 16) & (PLACES - 1);
    }
}
