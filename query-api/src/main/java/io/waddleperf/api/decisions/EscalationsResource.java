package io.waddleperf.api.decisions;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.NewestFirst;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.Escalation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decisions about paths as they were on the topic, newest first.
@Path("/api/v1/escalations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class EscalationsResource {
    private static final NewestFirst.Order ORDER = new NewestFirst.Order("escalations", "at", List.of("escalation_id"));

    private final Database database;
    private final Sights sights;

    EscalationsResource(Database database, Sights sights) {
        this.database = database;
        this.sights = sights;
    }

    /// Which are wanted; null: all.
    private record Filter(
            @Nullable String probe, @Nullable String target, Escalation.@Nullable Step step, NewestFirst part) {
        static Filter of(Parameters query) {
            var filter = new Filter(
                    query.name("probe"),
                    query.name("target"),
                    query.choice("step", Parameters.known(Escalation.Step.values())),
                    NewestFirst.of(ORDER, query));
            query.check();
            return filter;
        }

        Sql sql() {
            return Sql.of("SELECT at, escalation_id, document FROM escalation WHERE TRUE")
                    .addIf(probe, " AND probe = ?")
                    .addIf(target, " AND target = ?")
                    .addIf(step == null ? null : step.wireName(), " AND step = ?");
        }
    }

    @GET
    public Page<RawJson> escalations(@Context UriInfo uri) {
        var filter = Filter.of(Parameters.of(uri));
        return filter.part.page(
                database,
                filter.sql().add(sights.current().condition("probe")),
                row -> new RawJson(row.text("document")));
    }
}
