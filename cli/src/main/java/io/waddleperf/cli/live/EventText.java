package io.waddleperf.cli.live;

import io.waddleperf.cli.text.Fields;
import io.waddleperf.cli.text.Moments;
import io.waddleperf.cli.text.ResultText;
import java.util.Map;

/// An event of the stream as one line.
final class EventText {
    private EventText() {}

    /// @param wide also its id, and of results the tier and the family
    static String line(String type, Map<?, ?> data, boolean wide) {
        return switch (type) {
            case "result" -> result(data, wide);
            case "escalation" -> escalation(data, wide);
            case "incident" -> incident(data);
            case "gap" -> "gap: at least " + Fields.text(data, "dropped") + " events were missed";
            default -> type + "  " + Fields.pairs(data); // of a newer server
        };
    }

    private static String result(Map<?, ?> data, boolean wide) {
        String more = wide
                ? "  " + Fields.text(data, "family") + "  tier " + Fields.text(data, "tier") + "  "
                        + Fields.text(data, "id")
                : "";
        return Moments.second(data, "startedAt") + "  result  " + path(data) + "  " + Fields.text(data, "check") + "  "
                + Fields.text(Fields.map(data, "outcome"), "type") + ": " + ResultText.words(data) + more;
    }

    private static String escalation(Map<?, ?> data, boolean wide) {
        return Moments.second(data, "at") + "  escalation  " + path(data) + "  " + Fields.text(data, "step") + ": "
                + Fields.text(data, "text") + (wide ? "  " + Fields.text(data, "id") : "");
    }

    private static String incident(Map<?, ?> data) {
        return Moments.second(data, "updatedAt") + "  incident  " + Fields.text(data, "id") + "  "
                + Fields.text(data, "state") + "  " + Fields.text(data, "severity") + ": "
                + Fields.text(data, "sentence");
    }

    private static String path(Map<?, ?> data) {
        return Fields.text(data, "probe") + " → " + Fields.text(data, "target");
    }
}
