package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.admission.Cidr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestsTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("198.51.100.1");
    private final Guests guests = new Guests(HERE, Cidr.parseAll("10.0.0.0/8,2001:db8::/32"), Optional.empty());

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "2001:db8::7", "127.0.0.1", "::1", "198.51.100.1"})
    void areWhoIsNamedAndWhoIsHere(String source) {
        assertTrue(guests.test(InetAddress.ofLiteral(source)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.1.2.3", "2001:db9::7", "198.51.100.2"})
    void areNoOthers(String source) {
        assertFalse(guests.test(InetAddress.ofLiteral(source)));
        assertTrue(
                new Guests(HERE, List.of(), Optional.empty()).test(InetAddress.ofLiteral(source)),
                "where nobody is named");
    }

    @Test
    void areAskedForByHttpToo() throws Exception {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        var server = HttpResponder.start(new InetSocketAddress(loopback, 0), _ -> false, () -> 1);
        try (server;
                var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/bytes/1000");
            var answer = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(403, answer.statusCode());
            assertEquals("this responder does not answer your address\n", answer.body());
        }
    }
}
