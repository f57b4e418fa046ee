package io.waddleperf.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.http2.PageServer;
import io.waddleperf.probe.http3.Http3Exchange;
import io.waddleperf.probe.http3.OnePage;
import io.waddleperf.probe.measure.Destination;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.tls.SelfSigned;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The servers of the rehearsals are whole ones: what is rehearsed is all that a test does.
class RehearsalTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @Test
    void speaksHttp2OverTls() throws Exception {
        var identity = SelfSigned.of("page.invalid", CLOCK.instant());
        try (var server = PageServer.overTls(identity.server(), 1, io.waddleperf.probe.http2.OnePage::answer)) {
            assertEquals("HTTP/2", get(null, identity, server.address()));
        }
    }

    @Test
    void speaksHttp3() throws Exception {
        assumeTrue(Http3Exchange.objection().isEmpty(), "no QUIC on this system");
        var identity = SelfSigned.of("page.invalid", CLOCK.instant());
        try (var server = new OnePage(identity)) {
            for (int i = 0; i < 3; i++) {
                assertEquals("HTTP/3", get("3", identity, server.address()));
            }
        }
    }

    @Test
    void isHeldOnceForEachKindAndNotForPlainHttp() throws Exception {
        var rehearsal = new Rehearsal(CLOCK);
        var any = new Versions(null);
        assertEquals(0, rehearsal.before(any, request("http://192.0.2.1/"), System::nanoTime));
        assertTrue(rehearsal.before(any, request("https://192.0.2.1/"), System::nanoTime) > 0);
        assertEquals(0, rehearsal.before(any, request("https://192.0.2.1/"), System::nanoTime));
    }

    private static HttpRequest request(String url) {
        return HttpRequest.of(Endpoint.parse(url), null);
    }

    private static String get(@Nullable String version, SelfSigned identity, InetSocketAddress server)
            throws Exception {
        var target = Endpoint.parse("https://page.invalid:" + server.getPort() + "/");
        var there = new Destination(target, server.getAddress(), server.getPort(), OptionalDouble.empty());
        var spec = new HttpSpec(null, null, 1_000, 10_000_000, version, null, null);
        var get = new Get(new Get.Means(identity.trust(), CLOCK, "test"), spec, new KeptBytes(0).share());
        var measured =
                get.of(get.first(there), there, Loopback.deadline(10_000)).measurement(0, List.of());
        assertInstanceOf(Outcome.Measured.class, measured.outcome());
        return assertInstanceOf(Details.HttpDetails.class, measured.details()).version();
    }
}
