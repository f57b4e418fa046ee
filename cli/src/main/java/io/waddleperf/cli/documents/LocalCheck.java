package io.waddleperf.cli.documents;

import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.Test;
import io.waddleperf.documents.Document;
import io.waddleperf.documents.FieldException;
import io.waddleperf.documents.Known;
import io.waddleperf.documents.ScheduleFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds out what can be found out about documents without asking a server. Whether targets, checks and
/// probes that are not among them are there, only a server knows.
final class LocalCheck {
    private static final ScheduleFields.Names ANY =
            new ScheduleFields.Names(Known.any(""), Known.any(""), Known.any(Check.defaultOf(Test.SYSTEM)));

    private LocalCheck() {}

    /// What is wrong, each with file, line and field.
    static List<String> complaints(List<FoundDocument> documents) {
        var complaints = new ArrayList<String>();
        Map<String, FoundDocument> known = new HashMap<>();
        for (FoundDocument document : documents) {
            try {
                var head = Document.head("", document.tree());
                var other = known.putIfAbsent(Document.called(head.kind(), head.name()), document);
                if (other != null) {
                    complaints.add(document.complaint(
                            "/metadata/name",
                            "metadata.name: " + Document.called(head.kind(), head.name()) + " stands also at "
                                    + other.complaint("", "").replaceFirst(": $", "")));
                }
                head.read(ANY);
            } catch (FieldException e) {
                complaints.add(document.complaint(e));
            }
        }
        return complaints;
    }
}
