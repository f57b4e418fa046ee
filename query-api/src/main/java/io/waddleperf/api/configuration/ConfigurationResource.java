package io.waddleperf.api.configuration;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.configuration.ConfigurationEdits.Edited;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Target;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What is tested, and how often.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ConfigurationResource {
    private final VisibleConfiguration query;
    private final ConfigurationEdits edits;
    private final InstantSource clock;

    ConfigurationResource(VisibleConfiguration query, ConfigurationEdits edits) {
        this.query = query;
        this.edits = edits;
        clock = Clock.systemUTC();
    }

    @GET
    @Path("/targets")
    public Page<Target> targets() {
        return Page.whole(query.targets());
    }

    @GET
    @Path("/targets/{id}")
    public Response target(@PathParam("id") String id) {
        return query.target(id)
                .map(target -> answer(200, target, target.version()))
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no target has the id " + id));
    }

    @PUT
    @Path("/targets/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putTarget(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        var edited = edits.put(TargetDraft.read(id, body), new Precondition(ifMatch, ifNoneMatch));
        return answer(edited, edited.value().version());
    }

    @DELETE
    @Path("/targets/{id}")
    public void removeTarget(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        edits.removeTarget(id, new Precondition(ifMatch, null));
    }

    @GET
    @Path("/schedules")
    public Page<Schedule> schedules() {
        return Page.whole(query.schedules());
    }

    @POST
    @Path("/schedules/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public SchedulePreview preview(byte[] body) {
        return SchedulePreview.of(
                ScheduleDraft.readUnnamed(body), query.schedules(), query.targets(), query.probes(), clock.instant());
    }

    @GET
    @Path("/schedules/{id}")
    public Response schedule(@PathParam("id") String id) {
        return query.schedules().stream()
                .filter(schedule -> schedule.id().equals(id))
                .findFirst()
                .map(schedule -> answer(200, schedule, schedule.version()))
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no schedule has the id " + id));
    }

    @PUT
    @Path("/schedules/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response putSchedule(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        var edited = edits.put(ScheduleDraft.read(id, body), new Precondition(ifMatch, ifNoneMatch));
        return answer(edited, edited.value().version());
    }

    @DELETE
    @Path("/schedules/{id}")
    public void removeSchedule(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        edits.removeSchedule(id, new Precondition(ifMatch, null));
    }

    private static Response answer(Edited<?> edited, long version) {
        return answer(edited.created() ? 201 : 200, edited.value(), version);
    }

    private static Response answer(int status, Object entity, long version) {
        return Response.status(status)
                .entity(entity)
                .header(HttpHeaders.ETAG, Precondition.tag(version))
                .build();
    }
}
