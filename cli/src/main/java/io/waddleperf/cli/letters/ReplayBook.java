package io.waddleperf.cli.letters;

import io.waddleperf.contracts.DeadLetter.Source;
import io.waddleperf.contracts.Replay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was sent again already, as the notes on the topic tell; its retention bounds them.
final class ReplayBook {
    private final Map<Source, Replay> bySource = new HashMap<>();
    private final Map<Source, Replay> byNewPlace = new HashMap<>();

    void add(Replay replay) {
        bySource.put(replay.source(), replay);
        byNewPlace.put(replay.replayed(), replay);
    }

    /// How the record of this place was sent again.
    Optional<Replay> of(Source source) {
        return Optional.ofNullable(bySource.get(source));
    }

    /// The places of which the record of this place is a replay, the nearest first.
    List<Source> origins(Source source) {
        var origins = new ArrayList<Source>();
        var replay = byNewPlace.get(source);
        while (replay != null && !origins.contains(replay.source())) {
            origins.add(replay.source());
            replay = byNewPlace.get(replay.source());
        }
        return origins;
    }
}
