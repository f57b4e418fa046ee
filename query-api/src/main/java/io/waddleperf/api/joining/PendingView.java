package io.waddleperf.api.joining;

import io.waddleperf.api.sql.Row;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.kafka.WireCodec;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/// A line that nobody has pasted yet, as administrators see it: not the line itself, which is told once.
public record PendingView(String probe, String site, Map<String, String> labels, Instant createdAt, Instant expiresAt) {
    static PendingView of(Row row) throws SQLException {
        var probe = WireCodec.read(Probe.class, row.text("document"));
        return new PendingView(
                probe.id(), probe.site(), probe.labels(), row.instant("created_at"), row.instant("expires_at"));
    }
}
