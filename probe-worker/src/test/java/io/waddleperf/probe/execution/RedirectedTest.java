package io.waddleperf.probe.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.probe.admission.Slots;
import io.waddleperf.probe.admission.TargetPolicy;
import io.waddleperf.probe.admission.TestRates;
import io.waddleperf.probe.http.Onward;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A redirect leads nowhere that a command could not.
class RedirectedTest {
    private static final Map<String, InetAddress> NAMES = Map.of(
            "good.test", InetAddress.ofLiteral("192.0.2.7"),
            "metadata.test", InetAddress.ofLiteral("169.254.169.254"),
            "six-to-four.test", InetAddress.ofLiteral("2002:7f00:1::"),
            "inside.test", InetAddress.ofLiteral("127.0.0.1"),
            "six.test", InetAddress.ofLiteral("2001:db8::7"));

    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("192.0.2.1");

    private final Redirected redirected = redirected(100, TargetPolicy.Loopback.DENIED);

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
        var slow = redirected(1, TargetPolicy.Loopback.DENIED);
        var location = Endpoint.parse("https://good.test/");
        Onward.Found last = slow.to(location, OUTSIDE);
        for (int i = 0; i < 20; i++) {
            last = slow.to(location, OUTSIDE);
        }
        assertTrue(assertInstanceOf(Onward.Found.Busy.class, last).reason().startsWith("overloaded"));
    }

    @Test
    void letsNobodyOutsideLeadToThisMachineThoughACommandMayNameIt() throws Exception {
        var standalone = redirected(100, TargetPolicy.Loopback.ALLOWED);
        for (String url : List.of("http://127.0.0.1:9990/", "http://inside.test/")) {
            var not = assertInstanceOf(Onward.Found.Not.class, standalone.to(Endpoint.parse(url), OUTSIDE), url);
            assertTrue(not.reason().contains("where nobody outside may lead"), not.reason());
        }
        var outside6 = InetAddress.ofLiteral("2001:db8::1");
        for (String url : List.of("http://[::1]/", "http://six-to-four.test/")) {
            assertInstanceOf(Onward.Found.Not.class, standalone.to(Endpoint.parse(url), outside6), url);
        }
        var here = InetAddress.ofLiteral("127.0.0.1");
        assertInstanceOf(Onward.Found.At.class, standalone.to(Endpoint.parse("http://inside.test/"), here));
        assertInstanceOf(Onward.Found.At.class, standalone.to(Endpoint.parse("http://good.test/"), here));
    }

    @Test
    void tellsHowLongItWaited() throws Exception {
        var slow = redirected(1, TargetPolicy.Loopback.DENIED);
        var location = Endpoint.parse("https://good.test/");
        long paused = 0;
        for (int i = 0; i < 4; i++) {
            paused = assertInstanceOf(Onward.Found.At.class, slow.to(location, OUTSIDE))
                    .pausedNanos();
        }
        assertTrue(paused >= 1_000_000_000, "after a burst of two, one a second; waited " + paused);
    }

    private Onward.Found to(String url) throws InterruptedException {
        return redirected.to(Endpoint.parse(url), OUTSIDE);
    }

    /// Its time passes by its pauses alone.
    private static Redirected redirected(int perAddress, TargetPolicy.Loopback loopback) {
        var policy = new TargetPolicy(loopback, List.of(), List.of());
        var nanos = new AtomicLong();
        var limits = new CommandRunner.Limits(
                policy, new TestRates(perAddress, 1_000, () -> 0), new Slots(1, Duration.ZERO));
        var destinations = new Destinations(RedirectedTest::lookup, () -> 0, _ -> Optional.empty());
        return new Redirected(
                destinations, limits, new CommandRunner.Clocks(InstantSource.system(), nanos::get, nanos::addAndGet));
    }

    private static List<InetAddress> lookup(String host) throws UnknownHostException {
        var address = NAMES.get(host);
        if (address == null) {
            throw new UnknownHostException(host + " does not resolve");
        }
        return List.of(address);
    }
}
