package io.waddleperf.api.system;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.configuration.Republication;
import io.waddleperf.api.configuration.Republication.Republished;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.joining.KeyRepublication;
import io.waddleperf.api.license.LicenseRepublication;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;

/// For who has put back the database, or lost Kafka: docs/how-to/back-up-and-restore.md.
@Path("/api/v1/system/republication")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class RepublicationResource {
    private final Republication configuration;
    private final KeyRepublication keys;
    private final LicenseRepublication license;

    @Inject
    RepublicationResource(Republication configuration, KeyRepublication keys, LicenseRepublication license) {
        this.configuration = configuration;
        this.keys = keys;
        this.license = license;
    }

    @POST
    public Page<Republished> republish(@Context UriInfo uri) {
        var query = Parameters.of(uri);
        boolean dryRun = query.flag("dryRun", false);
        query.check();
        var done = new ArrayList<>(configuration.run(dryRun));
        done.add(keys.run(dryRun));
        done.add(license.run(dryRun));
        return Page.whole(done);
    }
}
