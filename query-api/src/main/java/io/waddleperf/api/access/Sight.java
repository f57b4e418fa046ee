package io.waddleperf.api.access;

import io.waddleperf.api.sql.Sql;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The probes that a caller may see, and so everything that is of them.
public final class Sight {
    public static final Sight ALL = new Sight(null);

    private final @Nullable Set<String> probes;

    private Sight(@Nullable Set<String> probes) {
        this.probes = probes;
    }

    public static Sight of(Set<String> probes) {
        return new Sight(Set.copyOf(probes));
    }

    public boolean isWhole() {
        return probes == null;
    }

    public boolean sees(String probe) {
        return probes == null || probes.contains(probe);
    }

    /// The condition that only rows of these probes are read.
    public Sql condition(String column) {
        if (probes == null) {
            return Sql.of("");
        }
        return probes.isEmpty()
                ? Sql.of(" AND FALSE")
                : Sql.of(" AND " + column + " IN ").addList(probes);
    }
}
