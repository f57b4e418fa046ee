package io.waddleperf.probe.packets;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.MtuSpec;
import io.waddleperf.contracts.TimestampSource;
import io.waddleperf.contracts.TracerouteSpec;
import io.waddleperf.probe.dns.DnsProber;
import io.waddleperf.probe.dns.TestDnsServer;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.mtu.MtuProber;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.tls.Trust;
import io.waddleperf.probe.traceroute.HopNames;
import io.waddleperf.probe.traceroute.TestNames;
import io.waddleperf.probe.traceroute.TracerouteProber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TextParseException;

/// `PathMain TEST…`, each `mtu,ADDRESS` or `PROTOCOL,ADDRESS,CYCLES[,named]`: measures in the network
/// namespace that it is started in and prints a line for each. Where hops are named, it is by a
/// resolver of its own, which calls 10.1.0.2 `hop-2-0-1-10.example.net`.
public final class PathMain {
    private PathMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var sockets = PollLoop.start(System::nanoTime)) {
            warmUp(sockets);
            for (var argument : arguments) {
                var words = argument.split(",");
                var measured = words[0].equals("mtu") ? mtu(sockets, words) : traceroute(sockets, words);
                System.out.println(argument + " -> " + line(measured));
            }
        }
    }

    /// Until the kernel stamps packets.
    private static void warmUp(PollLoop sockets) throws InterruptedException {
        var source = TimestampSource.USER;
        for (int i = 0; i < 100 && source != TimestampSource.KERNEL_TX_RX; i++) {
            source = traceroute(sockets, new String[] {"udp", "127.0.0.1", "1"})
                    .how()
                    .source();
        }
    }

    private static Measurement mtu(PollLoop sockets, String[] words) throws InterruptedException {
        var spec = new MtuSpec(9_000, 1_000_000);
        return new MtuProber(Optional.of(sockets), new SecureRandom())
                .run(spec, Loopback.destination(words[1], 0), Deadline.after(System::nanoTime, spec.limitUs() * 1_000));
    }

    private static Measurement traceroute(PollLoop sockets, String[] words) throws InterruptedException {
        if (words.length == 3) {
            return traceroute(sockets, words, TestNames.NONE);
        }
        try (var server = TestDnsServer.answering(PathMain::pointer)) {
            var resolver = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port());
            var dns = new DnsProber(Trust.ofJdk(), InstantSource.system(), "test", new SecureRandom());
            return traceroute(sockets, words, new HopNames(dns, () -> List.of(resolver), System::nanoTime));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Measurement traceroute(PollLoop sockets, String[] words, HopNames names)
            throws InterruptedException {
        var spec = new TracerouteSpec(words[0], Integer.parseInt(words[2]), 8, null, 50_000, 500_000);
        return new TracerouteProber(Optional.of(sockets), new SecureRandom(), names)
                .run(spec, Loopback.destination(words[1], 0), Deadline.after(System::nanoTime, spec.limitUs() * 1_000));
    }

    private static List<byte[]> pointer(Message query) {
        var asked = query.getQuestion().getName();
        String digits =
                asked.toString().replaceAll("(?i)\\.in-addr\\.arpa\\.", "").replace('.', '-');
        try {
            var name = Name.fromString("hop-" + digits + ".example.net.");
            return List.of(TestDnsServer.answer(query, Rcode.NOERROR, new PTRRecord(asked, DClass.IN, 60, name)));
        } catch (TextParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(Measurement measured) {
        String how = measured.outcome().wireName()
                + ' '
                + measured.how().method()
                + '/'
                + measured.how().protocol()
                + ' '
                + measured.how().source().wireName();
        return how
                + switch (measured.details()) {
                    case Details.TracerouteDetails way ->
                        " reached=" + way.reached()
                                + way.hops().stream().map(PathMain::hop).collect(Collectors.joining());
                    case Details.MtuDetails mtu ->
                        " mtu=" + mtu.mtuBytes() + " by=" + mtu.limitedBy() + " blackHole=" + mtu.blackHole();
                    case null -> " " + measured.outcome();
                    default -> throw new IllegalStateException("not asked for: " + measured.details());
                };
    }

    /// Such as ` 10.1.0.2(3/3)!X`, with its name ` 10.1.0.2=hop-2-0-1-10.example.net(3/3)`.
    private static String hop(Details.Hop hop) {
        String who = hop.addresses().isEmpty()
                ? "*"
                : hop.addresses().stream()
                        .map(address -> hop.names() == null ? address : address + '=' + hop.nameOf(address))
                        .collect(Collectors.joining("|"));
        return ' ' + who + '(' + hop.received() + '/' + hop.sent() + ')' + hop.note();
    }
}
