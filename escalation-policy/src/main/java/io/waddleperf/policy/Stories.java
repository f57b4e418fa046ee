package io.waddleperf.policy;

import io.waddleperf.contracts.Breach;
import io.waddleperf.contracts.Escalation;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Incident.Entry;
import io.waddleperf.contracts.Incident.Member;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.PathState;
import io.waddleperf.contracts.PathStory;
import io.waddleperf.contracts.RunEvent;
import io.waddleperf.contracts.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a path's story goes on.
final class Stories {
    /// A comparison or a suspicion is evidence for so long.
    static final Duration KEPT = Duration.ofMinutes(5);

    private static final int MOST_PENDING = 50;

    private Stories() {}

    /// Whether the step belongs to a story that there is, or begins one.
    static boolean goesOn(@Nullable PathStory known, Escalation step) {
        boolean begins = switch (step.step()) {
            case SUSPECTED, CONFIRMED, FELL_SILENT -> true;
            case DISMISSED,
                    DEEPENED,
                    SUPPRESSED,
                    AWAITING_APPROVAL,
                    FOUND,
                    WORSENED,
                    RECOVERING,
                    RELAPSED,
                    RECOVERED,
                    HEARD_AGAIN,
                    UNKNOWN -> false;
        };
        return begins || (known != null && troubled(known.state()));
    }

    static PathStory after(@Nullable PathStory before, Escalation step) {
        PathStory trouble = before == null || !troubled(before.state()) ? null : before;
        var pending = new ArrayList<>(trouble == null ? List.<Entry>of() : trouble.pending());
        boolean told = trouble != null && trouble.incident() != null;
        if (!told && pending.size() < MOST_PENDING) {
            pending.add(entry(step));
        }
        return new PathStory(
                step.probe(),
                step.site(),
                step.target(),
                step.to(),
                trouble == null ? step.at() : trouble.since(),
                breach(before, step),
                pending,
                trouble == null ? null : trouble.incident(),
                before == null ? null : before.wellAt(),
                step.simulated() || (before != null && before.simulated()));
    }

    /// What deeper tiers find is part of the story, not what the incident is about.
    private static @Nullable Breach breach(@Nullable PathStory before, Escalation step) {
        boolean newest = switch (step.step()) {
            case SUSPECTED, CONFIRMED, WORSENED, RELAPSED -> true;
            case DISMISSED,
                    DEEPENED,
                    SUPPRESSED,
                    AWAITING_APPROVAL,
                    FOUND,
                    RECOVERING,
                    RECOVERED,
                    FELL_SILENT,
                    HEARD_AGAIN,
                    UNKNOWN -> false;
        };
        return newest || before == null ? step.breach() : before.breach();
    }

    private static boolean troubled(PathState state) {
        return state.open() || state == PathState.SUSPECT || state == PathState.SILENT;
    }

    static PathStory wellAt(PathStory story, Instant at) {
        return new PathStory(
                story.probe(),
                story.site(),
                story.target(),
                story.state(),
                story.since(),
                story.breach(),
                story.pending(),
                story.incident(),
                at,
                story.simulated());
    }

    static PathStory joined(PathStory story, UUID incident) {
        return new PathStory(
                story.probe(),
                story.site(),
                story.target(),
                story.state(),
                story.since(),
                story.breach(),
                List.of(),
                incident,
                story.wellAt(),
                story.simulated());
    }

    static Entry entry(Escalation step) {
        String text = step.reason().isEmpty() ? step.text() : step.text() + ", " + step.reason();
        return new Entry(
                step.at(),
                step.step().wireName(),
                step.tier(),
                step.path(),
                step.resultId(),
                step.breach(),
                text,
                null);
    }

    static Instant newest(PathStory story) {
        Instant well = story.wellAt();
        return well != null && well.isAfter(story.since()) ? well : story.since();
    }

    /// Why a test did not run, with the incident that stands for it.
    static RunEvent withheld(PathStory story, Entry entry, UUID incident) {
        PathName path = story.path();
        UUID run = Ids.uuid(
                "withheld",
                path.probe(),
                path.target(),
                Integer.toString(entry.tier()),
                entry.at().toString());
        return RunEvent.of(run, null, path.probe(), RunEvent.Kind.SUPPRESSED, entry.at(), entry.text())
                .about(new RunEvent.Subject(path.target(), null, entry.tier(), null, entry.at(), incident));
    }

    /// The silence that covers every active path of an incident, if one does.
    static @Nullable String silencedBy(Case one, Topography topography, Collection<Silence> silences, Instant now) {
        Collection<Member> active = one.active().isEmpty() ? one.members() : one.active();
        return silences.stream()
                .filter(silence -> active.stream().allMatch(member -> silence.covers(now, labels(member, topography))))
                .map(Silence::id)
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> labels(Member member, Topography topography) {
        var labels = new HashMap<>(topography.labels(member.path()));
        labels.put(Labels.PROBE, member.probe());
        labels.put(Labels.SITE, member.site());
        labels.put(Labels.TARGET, member.target());
        labels.values().removeIf(Objects::isNull);
        return labels;
    }
}
