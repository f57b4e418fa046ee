package io.waddleperf.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the stage of incidents remembers of one path; internal to escalation-streams.
///
/// @param state    as last told
/// @param since    when it was last suspected
/// @param breach   the newest that was told, null where the probe is silent
/// @param pending  its story, as long as it belongs to no incident
/// @param incident that it belongs to, null where to none
/// @param wellAt   when it was last seen well in a comparison, null where never
public record PathStory(
        String probe,
        String site,
        String target,
        PathState state,
        Instant since,
        @Nullable Breach breach,
        List<Incident.Entry> pending,
        @Nullable UUID incident,
        @Nullable Instant wellAt,
        boolean simulated) {
    public PathStory {
        Require.name("probe", probe);
        Require.name("site", site);
        Require.name("target", target);
        Require.present("state", state);
        since = Require.micros("since", since);
        pending = List.copyOf(pending);
        wellAt = wellAt == null ? null : Require.micros("wellAt", wellAt);
    }

    public PathName path() {
        return new PathName(probe, target);
    }

    /// Whether it needs an explanation: it is confirmed, or it is a probe that is silent.
    public boolean broken() {
        return state.open() || (state == PathState.SILENT && target.equals(Escalation.THE_PROBE));
    }
}
