package io.waddleperf.api.configuration;

import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.contracts.Target;
import io.waddleperf.documents.Addresses;
import io.waddleperf.documents.LabelRules;
import io.waddleperf.documents.LocationFields;
import java.util.List;
import java.util.Objects;

/// Reads a target that somebody wants. `version` is there to be read and is not looked at, so that what
/// a caller has read may be sent back.
final class TargetDraft {
    private static final List<String> FIELDS =
            List.of("id", "address", "owned", "labels", "dependsOn", "location", "version");
    private static final int MOST_BEFORE = 100;

    private TargetDraft() {}

    /// @param id from the path
    /// @throws ProblemException says everything that is wrong with it
    static Target read(String id, byte[] json) {
        var body = JsonBody.read(json, FIELDS);
        String given = body.text("id");
        body.require(given == null || given.equals(id), "id", "must be that of the path, " + id);
        String address = body.required("address", body.text("address"));
        boolean owned = body.flag("owned", false);
        boolean said = body.node("owned") != null;
        var labels = body.texts("labels");
        var before = body.namesOrNone("dependsOn", MOST_BEFORE);
        var location = body.location(LocationFields.KEY);
        return body.make(() -> LabelRules.require(new Target(
                id,
                Objects.requireNonNull(address),
                said ? owned : Addresses.isPrivate(address),
                labels,
                1,
                before.isEmpty() ? null : before,
                location)));
    }
}
