package io.waddleperf.scheduler;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// For which probes a change of the configuration may mean something else to do.
sealed interface Affected {
    Affected NOBODY = new Some(Set.of());

    record Everybody() implements Affected {}

    /// @param probes ids, also of such as are gone or not known yet
    record Some(Set<String> probes) implements Affected {
        public Some {
            probes = Set.copyOf(probes);
        }
    }

    /// @param lists of probes as schedules have them: an empty one means every probe
    static Affected of(Collection<? extends Collection<String>> lists) {
        var probes = new HashSet<String>();
        for (var list : lists) {
            if (list.isEmpty()) {
                return new Everybody();
            }
            probes.addAll(list);
        }
        return new Some(probes);
    }
}
