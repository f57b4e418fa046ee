package io.waddleperf.api.fleet;

import io.vertx.core.buffer.Buffer;
import io.waddleperf.api.access.Sight;
import io.waddleperf.contracts.PathName;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What became of the fleet between two times at which it was read.
///
/// Whoever has version `v` takes it where `from` ≤ `v` < its own version, passes it over where they are as new,
/// and otherwise has missed one and asks for all again: so it does not matter which of several
/// services answered them.
public final class FleetChange {
    /// More of them are told by asking for all anew, so that what waits for slow clients stays small.
    static final int MOST_ROWS = 5_000;

    private final Fleet now;
    private final long from;
    private final List<FleetRow> changed;
    private final List<PathName> gone;
    private final boolean reset;
    private final Map<View, Buffer> frames = new HashMap<>();

    FleetChange(Fleet now, long from, List<FleetRow> changed, List<PathName> gone) {
        this.now = now;
        this.from = from;
        reset = changed.size() + gone.size() > MOST_ROWS;
        this.changed = reset ? List.of() : List.copyOf(changed);
        this.gone = reset ? List.of() : List.copyOf(gone);
    }

    private FleetChange(Fleet now) {
        this.now = now;
        from = 0;
        changed = List.of();
        gone = List.of();
        reset = true;
    }

    /// @param before null where it is not known
    public static FleetChange between(@Nullable Fleet before, Fleet now) {
        return before == null ? new FleetChange(now) : now.since(before);
    }

    /// The same to somebody who must ask for all anew.
    public FleetChange anew() {
        return new FleetChange(now);
    }

    private record View(
            Sight sight, @Nullable String probe, @Nullable String target) implements Predicate<PathName> {
        @Override
        public boolean test(PathName path) {
            return sight.sees(path.probe())
                    && (probe == null || probe.equals(path.probe()))
                    && (target == null || target.equals(path.target()));
        }
    }

    /// What somebody is told of it, as Server-Sent Events have it: one buffer for all who are told the same, however
    /// slowly they read. It has no id: it says itself where it goes on, and the id of what came from a topic stays.
    ///
    /// @param probe  null: any
    /// @param target null: any
    public synchronized Buffer frame(Sight sight, @Nullable String probe, @Nullable String target) {
        return frames.computeIfAbsent(
                new View(sight, probe, target), view -> Buffer.buffer("event: paths\ndata: " + json(view) + "\n\n"));
    }

    /// On one line; also where nothing of theirs has changed, so that they know that they are up to date.
    public String json(Sight sight, @Nullable String probe, @Nullable String target) {
        return json(new View(sight, probe, target));
    }

    private String json(View view) {
        var rows = changed.stream().filter(row -> view.test(row.name())).toList();
        var lost = gone.stream().filter(view).toList();
        byte[] json = new Columns(now, rows)
                .json(
                        out -> {
                            out.writeNumberField("version", now.version());
                            out.writeNumberField("from", from);
                            out.writeBooleanField("reset", reset);
                        },
                        out -> {
                            out.writeObjectFieldStart("gone");
                            Columns.texts(
                                    out,
                                    "probe",
                                    lost.stream().map(PathName::probe).toList());
                            Columns.texts(
                                    out,
                                    "target",
                                    lost.stream().map(PathName::target).toList());
                            out.writeEndObject();
                        });
        return new String(json, StandardCharsets.UTF_8);
    }
}
