package io.waddleperf.api.license;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.InstantSource;

/// How the licence stands. The key is in no answer.
@Path("/api/v1/license")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class LicenseResource {
    private final InstalledLicense installed;
    private final InstantSource clock = Clock.systemUTC();

    @Inject
    LicenseResource(InstalledLicense installed) {
        this.installed = installed;
    }

    @GET
    public LicenseView license() {
        return LicenseView.of(installed.standing(clock.instant()), installed.product(), installed.state());
    }
}
