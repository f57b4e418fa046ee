package io.waddleperf.api.rules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.api.sql.Row;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.kafka.WireCodec;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody made of a rule.
///
/// @param version   null where it was removed, as is `threshold`
/// @param threshold as on the topic, with its exit bound
public record RuleVersion(
        @Nullable Long version,
        Instant at,
        String who,
        @Nullable RawJson threshold,
        @JsonIgnore Threshold rule) {
    /// @param row of the audit
    static RuleVersion of(Row row) throws SQLException {
        String after = row.textOrNull("after_doc");
        var rule = WireCodec.read(Threshold.class, after == null ? row.text("before_doc") : after);
        return new RuleVersion(
                after == null ? null : rule.version(),
                row.instant("at"),
                row.text("who"),
                after == null ? null : ThresholdView.alone(rule),
                rule);
    }
}
