package io.waddleperf.api.reports;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a row is of; null: it is not by this.
record Key(
        @Nullable String month,
        @Nullable String day,
        @Nullable String site,
        @Nullable String probe,
        @Nullable String target,
        @Nullable String check) {
    private static final Comparator<@Nullable String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    static final Comparator<Key> ORDER = Comparator.comparing(Key::month, TEXT)
            .thenComparing(Key::day, TEXT)
            .thenComparing(Key::site, TEXT)
            .thenComparing(Key::probe, TEXT)
            .thenComparing(Key::target, TEXT)
            .thenComparing(Key::check, TEXT);

    /// Days and months are those of UTC.
    static Key of(Set<By> by, Measured series, Instant at) {
        String date = at.toString();
        boolean path = by.contains(By.PATH);
        return new Key(
                by.contains(By.MONTH) ? date.substring(0, 7) : null,
                by.contains(By.DAY) ? date.substring(0, 10) : null,
                by.contains(By.SITE) ? series.site() : null,
                path || by.contains(By.PROBE) ? series.probe() : null,
                path || by.contains(By.TARGET) ? series.target() : null,
                by.contains(By.CHECK) ? series.check() : null);
    }
}
