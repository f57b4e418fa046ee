package io.waddleperf.api.rules;

import io.waddleperf.api.configuration.PlannedSeries;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Labels;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Thresholds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// What a rule would come to.
///
/// @param series   that are tested now
/// @param matched  of these have its labels
/// @param inForce  of these it would decide on; on the others a more specific rule does
/// @param paths    that the matched series belong to
/// @param examples the first of the matched series
public record Preview(int series, int matched, int inForce, int paths, List<Name> examples) {
    static final int MOST_EXAMPLES = 20;

    public Preview {
        examples = List.copyOf(examples);
    }

    /// Which series, and the schedule that has it.
    public record Name(String probe, String target, String check, Family family, String schedule) {
        static Name of(PlannedSeries series) {
            return new Name(
                    series.probe().id(),
                    series.target().id(),
                    series.check().name(),
                    series.family(),
                    series.schedule().id());
        }
    }

    /// @param configured the rules that are stored; one of the draft's id would be replaced
    static Preview of(Threshold draft, Collection<Threshold> configured, Collection<PlannedSeries> planned) {
        var rivals = new ArrayList<>(configured.stream()
                .filter(rule -> rule.tier() == draft.tier() && rule.metric().equals(draft.metric()))
                .filter(rule -> !rule.id().equals(draft.id()))
                .toList());
        rivals.add(enabled(draft));
        var paths = new HashSet<String>();
        var examples = new ArrayList<Name>();
        int matched = 0;
        int inForce = 0;
        for (PlannedSeries series : planned) {
            var labels = series.labels();
            if (Labels.matches(draft.match(), labels)) {
                matched++;
                inForce += decides(draft, rivals, labels) ? 1 : 0;
                paths.add(series.probe().id() + '\n' + series.target().id());
                if (examples.size() < MOST_EXAMPLES) {
                    examples.add(Name.of(series));
                }
            }
        }
        return new Preview(planned.size(), matched, inForce, paths.size(), examples);
    }

    private static boolean decides(Threshold draft, Collection<Threshold> rivals, Map<String, String> labels) {
        return Thresholds.inForce(rivals, labels).stream()
                .anyMatch(rule -> rule.id().equals(draft.id()));
    }

    /// One that is not enabled decides too: that its metric is not judged.
    private static Threshold enabled(Threshold draft) {
        return new Threshold(
                draft.id(),
                true,
                draft.match(),
                draft.metric(),
                draft.tier(),
                draft.enter(),
                draft.exit(),
                draft.breaches(),
                draft.of(),
                draft.clears(),
                draft.severity(),
                draft.countsAlso(),
                draft.version());
    }
}
