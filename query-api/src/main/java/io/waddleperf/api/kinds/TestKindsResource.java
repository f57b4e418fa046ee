package io.waddleperf.api.kinds;

import io.waddleperf.api.http.Page;
import io.waddleperf.contracts.TestKind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// Which tests there are, and how one orders each: all that a form needs.
@Path("/api/v1/test-kinds")
@Produces(MediaType.APPLICATION_JSON)
public final class TestKindsResource {
    private final List<KindView> kinds =
            TestKind.all().stream().map(KindView::of).toList();

    @GET
    public Page<KindView> kinds() {
        return Page.whole(kinds);
    }
}
