package io.waddleperf.api.demo;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// The switch of `up --demo`. The page asks whether there is one, so that its absence is no error.
@Path("/api/v1/demo")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DemoResource {
    private final DemoSwitch demo;

    DemoResource(DemoSwitch demo) {
        this.demo = demo;
    }

    @GET
    public DemoSwitch.State state() {
        return demo.state();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public DemoSwitch.State suffer(byte[] body) {
        return demo.suffer(body);
    }
}
