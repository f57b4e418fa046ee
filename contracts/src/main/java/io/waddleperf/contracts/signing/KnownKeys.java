package io.waddleperf.contracts.signing;

import io.waddleperf.contracts.ProbeKeys;
import java.security.Key;
import java.util.Map;
import java.util.stream.Collectors;

/// The keys of a probe, ready for use.
///
/// @param signsSinceMs when its first key began
/// @param keys         by their ids
record KnownKeys(String probe, long version, long signsSinceMs, Map<String, Usable> keys) {
    KnownKeys {
        keys = Map.copyOf(keys);
    }

    static KnownKeys of(ProbeKeys told) {
        var keys = told.keys().stream().collect(Collectors.toMap(ProbeKeys.Key::id, Usable::of, (_, last) -> last));
        long since = told.keys().stream()
                .mapToLong(key -> key.from().toEpochMilli())
                .min()
                .orElse(Long.MIN_VALUE);
        return new KnownKeys(told.probe(), told.version(), since, keys);
    }

    /// A key.
    ///
    /// @param untilMs from then on it is good no more
    record Usable(Key key, long untilMs) {
        static Usable of(ProbeKeys.Key told) {
            long until = told.until() == null ? Long.MAX_VALUE : told.until().toEpochMilli();
            return new Usable(Signature.key(told.bytes()), until);
        }
    }
}
