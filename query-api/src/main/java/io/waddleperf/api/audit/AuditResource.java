package io.waddleperf.api.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.NewestFirst;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Every change, the newest first.
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class AuditResource {
    private static final NewestFirst.Order ORDER = new NewestFirst.Order("audit", "at", List.of("audit_id"));

    private final Database database;

    AuditResource(Database database) {
        this.database = database;
    }

    /// One change.
    ///
    /// @param via    `session`, `token`, `operator` (at this machine) or `system`
    /// @param before null where there was nothing
    public record Entry(
            UUID id,
            Instant at,
            String who,
            String via,
            String source,
            String action,
            String subject,
            @Nullable RawJson before,
            @Nullable RawJson after) {
        static Entry of(Row row) throws SQLException {
            return new Entry(
                    row.uuid("audit_id"),
                    row.instant("at"),
                    row.text("who"),
                    row.text("via"),
                    row.text("source"),
                    row.text("action"),
                    row.text("subject"),
                    json(row.textOrNull("before_doc")),
                    json(row.textOrNull("after_doc")));
        }

        private static @Nullable RawJson json(@Nullable String text) {
            return text == null ? null : new RawJson(text);
        }
    }

    @GET
    public Page<Entry> changes(@Context UriInfo uri) {
        var query = Parameters.of(uri);
        String who = query.text("who", 128);
        String action = query.text("action", 64);
        String subject = query.text("subject", 512);
        var part = NewestFirst.of(ORDER, query);
        query.check();
        Sql sql = Sql.of("SELECT * FROM audit WHERE TRUE")
                .addIf(who, " AND who = ?")
                .addIf(action, " AND action = ?")
                .addIf(subject, " AND subject = ?");
        return part.page(database, sql, Entry::of);
    }
}
