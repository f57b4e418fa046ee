package io.waddleperf.escalation;

import org.apache.kafka.streams.state.KeyValueStore;

/// The states of series by their number. Each has its open hour under a key of its own, since a
/// result changes the minute and only the end of a minute changes the hour: written together, half
/// of what goes to the changelog said nothing new.
record SeriesStore(KeyValueStore<Long, byte[]> entries) {
    boolean has(long series) {
        return entries.get(series) != null;
    }

    SeriesState get(long series) {
        return SeriesState.of(entries.get(series), entries.get(hourOf(series)));
    }

    void put(long series, SeriesState state) {
        entries.put(series, state.bytes());
        byte[] hour = state.takeChangedHour();
        if (hour.length > 0) {
            entries.put(hourOf(series), hour);
        }
    }

    /// Numbers of series are not negative, so these are no others'.
    private static long hourOf(long series) {
        return ~series;
    }
}
