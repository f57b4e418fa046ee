package io.waddleperf.api.reports;

import io.quarkus.vertx.http.Compressed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.Turns;
import io.waddleperf.api.reports.ReportRequest.Format;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What paths were worth over a time.
@Path("/api/v1/reports/availability")
@RunOnVirtualThread
public final class ReportsResource {
    private static final String CSV = "text/csv";
    private static final String CSV_UTF_8 = "text/csv; charset=utf-8; header=present";
    private final ReportQuery query;
    private final InstantSource clock = Clock.systemUTC();
    /// A report may take seconds.
    private final Turns turns = new Turns("reports", 2, Duration.ofSeconds(10));

    @Inject
    ReportsResource(ReportQuery query) {
        this.query = query;
    }

    @GET
    @Compressed
    @Produces({MediaType.APPLICATION_JSON, CSV})
    public Response availability(@Context UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
        var request = ReportRequest.of(Parameters.of(uri), clock.instant());
        boolean asCsv = accept != null && accept.contains(CSV) && !accept.contains(MediaType.APPLICATION_JSON);
        var format = Objects.requireNonNullElse(request.format(), asCsv ? Format.CSV : Format.JSON);
        var report = turns.take(() -> query.report(request));
        return switch (format) {
            case JSON -> Response.ok(report, MediaType.APPLICATION_JSON).build();
            case CSV ->
                Response.ok(Csv.of(report), CSV_UTF_8)
                        .header("Content-Disposition", "attachment; filename=\"" + name(report) + '"')
                        .build();
        };
    }

    private static String name(Report report) {
        return "availability-" + day(report.from()) + "-to-" + day(report.to()) + ".csv";
    }

    private static String day(Instant at) {
        return at.toString().substring(0, 10);
    }
}
