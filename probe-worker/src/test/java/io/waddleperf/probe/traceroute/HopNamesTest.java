package io.waddleperf.probe.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Details;
import io.waddleperf.probe.dns.DnsProber;
import io.waddleperf.probe.dns.TestDnsServer;
import io.waddleperf.probe.tls.Trust;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TextParseException;

class HopNamesTest {
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    @Test
    void asksTheMachinesResolverForTheNameOfEachAddressOnce() throws Exception {
        var hops = List.of(
                hop(1, "10.1.0.2"), hop(2), hop(3, "10.9.0.9", "2001:db8:0:0:0:0:0:7"), hop(4, "10.1.0.2", "10.9.0.9"));
        try (var server = TestDnsServer.answering(this::answer)) {
            var named = names(server.port()).named(hops);
            assertEquals(List.of("core.example.net"), named.get(0).names());
            assertNull(named.get(1).names());
            assertEquals(List.of("", "far.example.net"), named.get(2).names());
            assertEquals(List.of("core.example.net", ""), named.get(3).names());
            assertEquals("core.example.net", named.get(3).nameOf("10.1.0.2"));
        }
        assertEquals(3, asked.size(), asked::toString);
    }

    private List<byte[]> answer(Message query) {
        String name = query.getQuestion().getName().toString();
        asked.add(name);
        try {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "2.0.1.10.in-addr.arpa." -> List.of(ptr(query, "core.example.net."));
                case "7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa." ->
                    List.of(delegated(query));
                default -> List.of(TestDnsServer.answer(query, Rcode.NXDOMAIN));
            };
        } catch (TextParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ptr(Message query, String name) throws TextParseException {
        var record = new PTRRecord(query.getQuestion().getName(), DClass.IN, 60, Name.fromString(name));
        return TestDnsServer.answer(query, Rcode.NOERROR, record);
    }

    /// As RFC 2317 lets others name parts of a zone.
    private static byte[] delegated(Message query) throws TextParseException {
        var elsewhere = Name.fromString("7.0-8.8.b.d.0.1.0.0.2.ip6.arpa.");
        return TestDnsServer.answer(
                query,
                Rcode.NOERROR,
                new CNAMERecord(query.getQuestion().getName(), DClass.IN, 60, elsewhere),
                new PTRRecord(elsewhere, DClass.IN, 60, Name.fromString("far.example.net.")));
    }

    @Test
    void waitsForASilentResolverOneSecondInAllForHoweverManyAddresses() throws Exception {
        var hops = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> hop(i, "10.0.0." + i))
                .toList();
        try (var server = TestDnsServer.answering(query -> {
            asked.add(query.getQuestion().getName().toString());
            return List.of();
        })) {
            long start = System.nanoTime();
            assertEquals(hops, names(server.port()).named(hops));
            double seconds = (System.nanoTime() - start) / 1e9;
            assertTrue(seconds < 2, () -> seconds + " s");
        }
        assertTrue(asked.size() <= 16, "at once: " + asked.size());
    }

    @Test
    void asksNobodyWhereThereIsNoResolverOrAnAddressIsOfThisMachineOrLinkOnly() throws Exception {
        var hops = List.of(
                hop(1, "fe80:0:0:0:0:0:0:1"),
                hop(2, "fe80:0:0:0:0:0:0:1%none"),
                hop(3, "127.0.0.1", "0:0:0:0:0:0:0:1"));
        assertEquals(hops, TestNames.NONE.named(hops));
        try (var server = TestDnsServer.answering(this::answer)) {
            assertEquals(hops, names(server.port()).named(hops));
        }
        assertEquals(0, asked.size());
    }

    private static HopNames names(int port) {
        var dns = new DnsProber(Trust.ofJdk(), InstantSource.system(), "test", new SecureRandom());
        var server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        return new HopNames(dns, () -> List.of(server), System::nanoTime);
    }

    private static Details.Hop hop(int ttl, String... addresses) {
        return new Details.Hop(ttl, List.of(addresses), 3, addresses.length == 0 ? 0 : 3, null, null, null, "");
    }
}
