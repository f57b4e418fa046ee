package io.waddleperf.api.tests;

import io.waddleperf.api.tests.TestReader.Known;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which events of a test a client has been told: a bit for each kind of step of each command, and for its result. A
/// step comes from the scheduler or a probe and a result later from another topic, so that no time and no number says
/// what is still to be told; and any instance of the API can go on from here.
final class Told {
    private static final List<RunEvent.Kind> KINDS = List.of(RunEvent.Kind.values());
    private static final int RESULT = KINDS.size();
    private static final int PLACES = RESULT + 1;

    private final BitSet places;
    /// When the newest second was seen that was told of a place: each is told while it is new, and none again after a
    /// break.
    private final Map<Integer, Instant> seconds = new HashMap<>();

    private Told(BitSet places) {
        this.places = places;
    }

    /// @param id as [#id] makes it; null, or anything else: nothing was told
    static Told of(@Nullable String id) {
        try {
            return new Told(
                    id == null
                            ? new BitSet()
                            : BitSet.valueOf(Base64.getUrlDecoder().decode(id)));
        } catch (IllegalArgumentException _) {
            return new Told(new BitSet());
        }
    }

    /// A bit for each place of each command at most, in base64.
    String id() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(places.toByteArray());
    }

    /// Something that is to be told.
    ///
    /// @param second that its test saw; null where it tells of none
    record News(
            int place, String name, String json, @Nullable Instant second) {
        boolean isResult() {
            return place % PLACES == RESULT;
        }
    }

    /// The steps by their time, then the results.
    List<News> news(List<Known> commands) {
        record Stepped(int place, RunEvent event) {}
        var steps = new ArrayList<Stepped>();
        var results = new ArrayList<News>();
        var found = new HashSet<Integer>(); // a step is stored, and was read here, too
        for (int i = 0; i < commands.size(); i++) {
            Known known = commands.get(i);
            for (Step step : known.steps()) {
                int place = i * PLACES + KINDS.indexOf(step.kind());
                if (isNew(place, step) && found.add(place)) {
                    steps.add(new Stepped(place, step.of(known.command())));
                }
            }
            String result = known.result();
            int place = i * PLACES + RESULT;
            if (result != null && !places.get(place)) {
                results.add(new News(place, "result", result, null));
            }
        }
        steps.sort(Comparator.comparing(step -> step.event.at()));
        var news = new ArrayList<News>();
        for (var step : steps) {
            Instant second = step.event.seen() == null ? null : step.event.at();
            news.add(new News(step.place, "run-event", WireCodec.text(step.event), second));
        }
        news.addAll(results);
        return news;
    }

    private boolean isNew(int place, Step step) {
        return step.seen() == null ? !places.get(place) : step.at().isAfter(seconds.getOrDefault(place, Instant.MIN));
    }

    void tell(News told) {
        if (told.second == null) {
            places.set(told.place);
        } else {
            seconds.put(told.place, told.second);
        }
    }

    /// It was not taken after all.
    void untell(News told) {
        if (told.second == null) {
            places.clear(told.place);
        } else {
            seconds.remove(told.place);
        }
    }
}
