package io.waddleperf.api.decisions;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.sql.Database;
import io.waddleperf.api.sql.NewestFirst;
import io.waddleperf.api.sql.Row;
import io.waddleperf.api.sql.Sql;
import io.waddleperf.contracts.RunEvent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why something did not run, and how far that is which does; newest first.
@Path("/api/v1/run-events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RunEventsResource {
    /// Their indexes end with the time and go on with the key of the table.
    private static final NewestFirst.Order ORDER =
            new NewestFirst.Order("run-events", "at", List.of("run_id", "event_id"));

    private final Database database;
    private final Sights sights;

    RunEventsResource(Database database, Sights sights) {
        this.database = database;
        this.sights = sights;
    }

    /// Which are wanted; null: all.
    private record Filter(
            @Nullable String probe,
            @Nullable String target,
            @Nullable String schedule,
            RunEvent.@Nullable Kind kind,
            NewestFirst part) {
        static Filter of(Parameters query) {
            var filter = new Filter(
                    query.name("probe"),
                    query.name("target"),
                    query.name("schedule"),
                    query.choice("kind", Parameters.known(RunEvent.Kind.values())),
                    NewestFirst.of(ORDER, query));
            query.check();
            return filter;
        }

        Sql sql() {
            return Sql.of("SELECT event_id, run_id, command_id, probe, kind, at, detail,"
                            + " target, check_name, tier, schedule, due_at, incident_id FROM run_event WHERE TRUE")
                    .addIf(probe, " AND probe = ?")
                    .addIf(target, " AND target = ?")
                    .addIf(schedule, " AND schedule = ?")
                    .addIf(kind == null ? null : kind.wireName(), " AND kind = ?");
        }
    }

    @GET
    public Page<RunEvent> runEvents(@Context UriInfo uri) {
        var filter = Filter.of(Parameters.of(uri));
        Sight sight = sights.current();
        return filter.part.page(database, filter.sql().add(sight.condition("probe")), row -> event(row, sight));
    }

    private static RunEvent event(Row row, Sight sight) throws SQLException {
        return new RunEvent(
                row.uuid("event_id"),
                row.uuid("run_id"),
                row.uuidOrNull("command_id"),
                row.text("probe"),
                kind(row.text("kind")),
                row.instant("at"),
                sight.told(row.text("detail")),
                subject(row),
                null);
    }

    private static RunEvent.@Nullable Subject subject(Row row) throws SQLException {
        String target = row.textOrNull("target");
        return target == null
                ? null
                : new RunEvent.Subject(
                        target,
                        row.textOrNull("check_name"),
                        (int) row.number("tier"),
                        row.textOrNull("schedule"),
                        row.instantOrNull("due_at"),
                        row.uuidOrNull("incident_id"));
    }

    private static RunEvent.Kind kind(String wireName) {
        return Arrays.stream(RunEvent.Kind.values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst()
                .orElse(RunEvent.Kind.UNKNOWN);
    }
}
