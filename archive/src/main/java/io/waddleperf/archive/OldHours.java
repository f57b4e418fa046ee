package io.waddleperf.archive;

import io.waddleperf.archive.store.ObjectStore;
import io.waddleperf.archive.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

/// Hours that have had their time.
public final class OldHours {
    private final ObjectStore store;

    /// @param store of the archive
    public OldHours(ObjectStore store) {
        this.store = store;
    }

    /// @param days by kind, how long an hour is kept after its end
    /// @return how many files were deleted
    public int delete(Map<Kind, Integer> days, Instant now) throws StoreException {
        var old = new ArrayList<String>();
        for (var kept : days.entrySet()) {
            Instant before = now.minus(Duration.ofDays(kept.getValue())).minus(Duration.ofHours(1));
            for (var entry : store.list(kept.getKey().prefix() + '/')) {
                FileName.parse(entry.key())
                        .filter(name -> name.hour().isBefore(before))
                        .ifPresent(name -> old.add(name.key()));
            }
        }
        store.delete(old);
        return old.size();
    }
}
