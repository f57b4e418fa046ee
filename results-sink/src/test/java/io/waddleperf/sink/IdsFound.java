package io.waddleperf.sink;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The ids that were found in some place, beside those that must be there.
///
/// @param found   of rows, or lines
/// @param missing acknowledged, and not there
/// @param doubled more than once, each counted as often as it is too many
/// @param strange never sent, or not known to have been acknowledged nor refused
record IdsFound(int found, int missing, int doubled, int strange) {
    /// @param unsure may be there or not
    static IdsFound compare(List<UUID> found, Set<UUID> journal, Collection<UUID> unsure) {
        var once = new HashSet<>(found);
        var strange = new HashSet<>(once);
        strange.removeAll(journal);
        strange.removeAll(unsure);
        var missing = new HashSet<>(journal);
        missing.removeAll(once);
        return new IdsFound(found.size(), missing.size(), found.size() - once.size(), strange.size());
    }

    boolean exact() {
        return missing == 0 && doubled == 0 && strange == 0;
    }

    @Override
    public String toString() {
        return found + " (" + missing + " missing, " + doubled + " doubled, " + strange + " strange)";
    }
}
