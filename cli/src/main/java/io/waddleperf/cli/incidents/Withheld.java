package io.waddleperf.cli.incidents;

import io.waddleperf.cli.text.Fields;
import java.util.Map;
import java.util.Set;

/// Which events say that something of an incident was not tested.
final class Withheld {
    private static final Set<String> KINDS = Set.of("suppressed", "missed", "rejected");

    private Withheld() {}

    static boolean isOf(Map<?, ?> event, Map<String, Object> incident) {
        var subject = Fields.map(event, "subject");
        if (!KINDS.contains(Fields.text(event, "kind"))) {
            return false;
        }
        if (subject.get("incident") != null) {
            return subject.get("incident").equals(incident.get("id"));
        }
        return Fields.items(incident, "members").stream()
                .anyMatch(member -> Fields.text(member, "probe").equals(Fields.text(event, "probe"))
                        && Fields.text(member, "target").equals(Fields.text(subject, "target")));
    }
}
