package io.waddleperf.probe.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.admission.TargetPolicy.Loopback;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPolicyTest {
    private final TargetPolicy open = new TargetPolicy(Loopback.DENIED, List.of(), List.of());

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "10.0.0.1", "8.8.8.8", "2001:db8::1", "fd00::1", "64:ff9b::808:808"})
    void allowsOrdinaryAddresses(String address) {
        assertTrue(objection(open, address).isEmpty(), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "::1",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "224.0.0.1",
                "239.255.255.250",
                "ff02::1",
                "255.255.255.255",
                "240.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "::a9fe:a9fe"
            })
    void refusesWhatMustNeverBeTested(String address) {
        assertTrue(objection(open, address).startsWith("not allowed: "), address);
    }

    @Test
    void allowsLoopbackWhereToldTo() {
        var standalone = new TargetPolicy(Loopback.ALLOWED, List.of(), List.of());
        assertTrue(objection(standalone, "127.0.0.1").isEmpty());
        assertTrue(objection(standalone, "::1").isEmpty());
        assertTrue(!objection(standalone, "169.254.169.254").isEmpty());
    }

    @Test
    void keepsToTheListsWithTheDeniedStronger() {
        var lists = new TargetPolicy(
                Loopback.DENIED, Cidr.parseAll("10.0.0.0/8, 2001:db8::/33"), Cidr.parseAll("10.1.0.0/16"));
        assertTrue(objection(lists, "10.2.0.1").isEmpty());
        assertTrue(objection(lists, "2001:db8:7fff::1").isEmpty());
        assertEquals("not allowed: 10.1.2.3 is in the denied 10.1.0.0/16", objection(lists, "10.1.2.3"));
        assertTrue(objection(lists, "11.0.0.1").endsWith("in none of the allowed blocks"));
        assertTrue(objection(lists, "2001:db8:8000::1").endsWith("in none of the allowed blocks"));
    }

    @Test
    void refusesBlocksThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> Cidr.parse("10.0.0.0/33"));
        assertThrows(IllegalArgumentException.class, () -> Cidr.parse("example.net/8"));
        assertThrows(IllegalArgumentException.class, () -> Cidr.parse("10.0.0.0/x"));
    }

    private static String objection(TargetPolicy policy, String address) {
        return policy.objection(InetAddress.ofLiteral(address)).orElse("");
    }
}
