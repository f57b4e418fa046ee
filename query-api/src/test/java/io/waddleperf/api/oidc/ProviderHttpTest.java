package io.waddleperf.api.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.FakeClock;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class ProviderHttpTest {
    private final FakeClock clock = new FakeClock(Samples.AT);

    private static String wrong(ProviderHttp http, URI url) {
        var problem = assertThrows(OidcException.class, () -> http.send(HttpRequest.newBuilder(url)));
        assertEquals(OidcException.Why.AWAY, problem.why());
        return String.valueOf(problem.getMessage());
    }

    @Test
    void afterOneThatDidNotAnswerNobodyWaitsForAWhile() throws Exception {
        try (var http = new ProviderHttp(clock);
                var refuses = new Socket();
                var provider = new TestProvider()) {
            refuses.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var nobody = URI.create("http://127.0.0.1:" + refuses.getLocalPort());
            assertTrue(wrong(http, nobody).contains("does not answer"));
            var there = URI.create(provider.issuer() + Metadata.PATH);
            assertTrue(wrong(http, there).contains("did not answer a moment ago"));
            assertThrows(IOException.class, () -> http.get(there.toString()));
            clock.advance(ProviderHttp.PAUSE);
            assertEquals(200, http.send(HttpRequest.newBuilder(there)).statusCode());
            assertEquals(200, http.get(provider.issuer() + "/keys").getStatusCode());
            assertThrows(IOException.class, () -> http.get(provider.issuer() + "/nothing"));
        }
    }
}
