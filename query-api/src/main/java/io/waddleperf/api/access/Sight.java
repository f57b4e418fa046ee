package io.waddleperf.api.access;

import io.waddleperf.api.sql.Sql;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The probes that a caller may see, and so everything that is of them.
public final class Sight {
    public static final Sight ALL = new Sight(null);

    /// As the scheduler writes it, such as `host nas is held by throughput from p1 to nas until …`.
    private static final Pattern HOLDER = Pattern.compile("( is held by ).*?( until |$)", Pattern.DOTALL);

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

    /// What a run event says of a test that found its ends taken: by whom is for those who see all probes.
    public String told(String detail) {
        return probes == null ? detail : HOLDER.matcher(detail).replaceFirst("$1another test$2");
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sight sight && Objects.equals(probes, sight.probes);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(probes);
    }
}
