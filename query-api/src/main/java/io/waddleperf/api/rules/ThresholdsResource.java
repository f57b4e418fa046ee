package io.waddleperf.api.rules;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.configuration.ConfigurationEdits;
import io.waddleperf.api.configuration.ConfigurationQuery;
import io.waddleperf.api.configuration.Stored;
import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.api.http.RawJson;
import io.waddleperf.contracts.Threshold;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rules that say what a breach is: the built-in ones, those of the file, those made here.
@Path("/api/v1/thresholds")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ThresholdsResource {
    private final VisibleConfiguration configuration;
    private final ConfigurationQuery all;
    private final ConfigurationEdits edits;
    private final RuleVersions versions;

    ThresholdsResource(
            VisibleConfiguration configuration,
            ConfigurationQuery all,
            ConfigurationEdits edits,
            RuleVersions versions) {
        this.versions = versions;
        this.configuration = configuration;
        this.all = all;
        this.edits = edits;
    }

    @GET
    public Page<RawJson> thresholds() {
        return Page.whole(ThresholdView.all(configuration.thresholds()));
    }

    @GET
    @Path("/{id}")
    public Response threshold(@PathParam("id") String id) {
        return ThresholdView.builtIn(id)
                .map(rule -> answer(Response.ok(ThresholdView.ofBuiltIn(rule)), rule))
                .or(() -> configuration
                        .threshold(id)
                        .map(stored -> answer(Response.ok(ThresholdView.of(stored)), stored.value())))
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no threshold has the id " + id));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        refuseBuiltIn(id);
        var edited = edits.put(ThresholdDraft.read(id, body), new Precondition(ifMatch, ifNoneMatch));
        var view = ThresholdView.of(new Stored<>(edited.value(), Stored.Origin.API, false));
        return answer(Response.status(edited.created() ? 201 : 200).entity(view), edited.value());
    }

    private static Response answer(Response.ResponseBuilder answer, Threshold rule) {
        return answer.header(HttpHeaders.ETAG, Precondition.tag(rule.version())).build();
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        refuseBuiltIn(id);
        edits.removeThreshold(id, new Precondition(ifMatch, null));
    }

    /// Its version would not tell the one from the other any more.
    private static void refuseBuiltIn(String id) {
        if (ThresholdView.builtIn(id).isPresent()) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT,
                    id + " is built in: a rule with another id, the same metric and tier takes its place,"
                            + " and switches it off where it is not enabled");
        }
    }

    /// Of a built-in rule there are none: it is as this version of WaddlePerf has it.
    @GET
    @Path("/{id}/versions")
    public Page<RuleVersion> versions(@PathParam("id") String id, @Context UriInfo uri) {
        return ThresholdView.builtIn(id).isPresent() ? Page.whole(List.of()) : versions.of(id, Parameters.of(uri));
    }

    @GET
    @Path("/effective")
    public Page<EffectiveRules> effective(@Context UriInfo uri) {
        var query = Parameters.of(uri);
        String probe = query.required("probe", query.name("probe"));
        String target = query.required("target", query.name("target"));
        query.check();
        var planned = configuration.planned(Objects.requireNonNull(probe), Objects.requireNonNull(target));
        return Page.whole(EffectiveRules.of(planned, all.storedThresholds()));
    }

    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public Preview preview(byte[] body) {
        return Preview.of(ThresholdDraft.readUnnamed(body), all.thresholds(), configuration.planned());
    }
}
