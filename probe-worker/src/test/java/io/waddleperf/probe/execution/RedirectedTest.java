package io.waddleperf.probe.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Family;
import io.waddleperf.probe.admission.Slots;
import io.waddleperf.probe.admission.TargetPolicy;
import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.http.Onward;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A redirect leads nowhere that a command could not.
class RedirectedTest {
    private static final Map<String, InetAddress> NAMES = Map.of(
            "good.test", InetAddress.ofLiteral("192.0.2.7"),
            "metadata.test", InetAddress.ofLiteral("169.254.169.254"),
            "inside.test", InetAddress.ofLiteral("127.0.0.1"),
            "six.test", InetAddress.ofLiteral("2001:db8::7"));

    private final Redirected redirected = redirected(100);

    @Test
    void leadsToAllowedAddresses() throws Exception {
        var at = assertInstanceOf(Onward.Found.At.class, to("https://good.test:8443/x"));
        assertEquals("192.0.2.7", at.destination().addressText());
        assertEquals(8_443, at.destination().port());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://169.254.169.254/latest | is a link-local address
            http://metadata.test/         | is a link-local address
            http://inside.test/           | is this machine itself
            http://[::1]/                 | has no ipv4 address
            http://six.test/              | has no ipv4 address
            http://absent.test/           | does not resolve
            """)
    void leadsNowhereElse(String url, String reason) throws Exception {
        var not = assertInstanceOf(Onward.Found.Not.class, to(url));
        assertTrue(not.reason().contains(reason), not.reason());
    }

    @Test
    void countsAsATestOfTheAddress() throws Exception {
        var slow = redirected(1);
        var location = Endpoint.parse("https://good.test/");
        Onward.Found last = slow.to(location, Family.IPV4);
        for (int i = 0; i < 20; i++) {
            last = slow.to(location, Family.IPV4);
        }
        assertTrue(assertInstanceOf(Onward.Found.Busy.class, last).reason().startsWith("overloaded"));
    }

    private Onward.Found to(String url) throws InterruptedException {
        return redirected.to(Endpoint.parse(url), Family.IPV4);
    }

    private static Redirected redirected(int perAddress) {
        var policy = new TargetPolicy(TargetPolicy.Loopback.DENIED, List.of(), List.of());
        var limits = new CommandRunner.Limits(
                policy, new TestRates(perAddress, 1_000, () -> 0), new Slots(1, Duration.ZERO));
        var destinations = new Destinations(RedirectedTest::lookup, () -> 0, _ -> Optional.empty());
        return new Redirected(destinations, limits, _ -> {});
    }

    private static List<InetAddress> lookup(String host) throws UnknownHostException {
        var address = NAMES.get(host);
        if (address == null) {
            throw new UnknownHostException(host + " does not resolve");
        }
        return List.of(address);
    }
}
