package io.waddleperf.probe.oneshot;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.HopLoss;
import io.waddleperf.contracts.MetricWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a test saw besides numbers, in lines for people.
record Seen(Paint paint) {
    /// Of an IPv6 address.
    private static final int LEAST_HOP_WIDTH = 39;

    List<String> lines(Details details) {
        return switch (details) {
            case Details.PingDetails ping ->
                List.of(ping.ttl() == null ? ping.address() : ping.address() + ", TTL of the answers " + ping.ttl());
            case Details.TcpDetails tcp -> List.of(tcp.address() + " port " + tcp.port());
            case Details.HttpDetails http -> http(http);
            case Details.DnsDetails dns -> dns(dns);
            case Details.TracerouteDetails trace -> hops(trace);
            case Details.MtuDetails mtu -> List.of(mtu(mtu));
            case Details.TlsDetails tls -> tls(tls);
            case Details.SystemDetails system -> system(system);
            case Details.SshDetails ssh -> ssh(ssh);
            case Details.UdpDetails udp ->
                List.of("reflector " + udp.reflector() + " at " + udp.address() + " port " + udp.port()
                        + "; one-way delays: " + Paint.plain(udp.oneWay()));
            case Details.PortsDetails ports -> ports(ports);
            case Details.GrpcDetails grpc -> grpc(grpc);
            case Details.ThroughputDetails through -> throughput(through);
            case Details.CaptureDetails capture -> List.of(Paint.plain(capture(capture)));
            case Details.SpeedtestDetails speed -> speedtest(speed);
            case Details.Unknown _ -> List.of();
        };
    }

    private static List<String> http(Details.HttpDetails http) {
        var lines = new ArrayList<String>();
        String status = http.status() == 0 ? "no answer" : http.version() + ' ' + http.status();
        lines.add(Paint.plain(status + " from " + http.address() + " for " + http.url()));
        addCertificate(lines, http.certificate());
        return lines;
    }

    private static List<String> dns(Details.DnsDetails dns) {
        var lines = new ArrayList<String>();
        lines.add(Paint.plain(dns.name() + ' ' + dns.recordType() + " asked of " + dns.server()
                + (dns.rcode().isEmpty() ? "" : ": " + dns.rcode())
                + (dns.ttlSeconds() == null ? "" : ", may be kept for " + dns.ttlSeconds() + " s")));
        dns.answers().forEach(answer -> lines.add("  " + Paint.plain(answer)));
        addCertificate(lines, dns.certificate());
        return lines;
    }

    private static void addCertificate(List<String> lines, Details.@Nullable Certificate certificate) {
        if (certificate != null) {
            lines.add(Paint.plain("certificate of " + certificate.subject() + ", until " + certificate.notAfter() + ": "
                    + certificate.verdict()));
        }
    }

    private List<String> hops(Details.TracerouteDetails trace) {
        var lines = new ArrayList<String>();
        var losses = HopLoss.of(trace.hops());
        int begins = losses.indexOf(HopLoss.FROM_HERE_ON);
        int width = trace.hops().stream().mapToInt(hop -> who(hop).length()).reduce(LEAST_HOP_WIDTH, Math::max);
        for (int i = 0; i < trace.hops().size(); i++) {
            var hop = trace.hops().get(i);
            String pad = " ".repeat(width - who(hop).length());
            lines.add(String.format(
                            "%2d  %s%s  %s %s",
                            hop.ttl(), who(hop), pad, numbers(hop), remark(hop, losses.get(i), i == begins))
                    .stripTrailing());
        }
        if (!trace.reached()) {
            lines.add(trace.address() + " itself did not answer");
        }
        return lines;
    }

    /// Such as `core.example.net (192.0.2.7)`, as traceroute prints it.
    private static String who(Details.Hop hop) {
        return hop.addresses().isEmpty()
                ? "*"
                : hop.addresses().stream()
                        .map(address -> hop.nameOf(address).isEmpty()
                                ? address
                                : Paint.plain(hop.nameOf(address)) + " (" + address + ')')
                        .collect(Collectors.joining(" or "));
    }

    private String numbers(Details.Hop hop) {
        String lost =
                String.format(Locale.ROOT, "%.0f %%", 100.0 * (hop.sent() - hop.received()) / Math.max(1, hop.sent()));
        String times = hop.minUs() == null || hop.meanUs() == null || hop.maxUs() == null
                ? paint.faint("no answer")
                : time(hop.minUs()) + " / " + time(hop.meanUs()) + " / " + time(hop.maxUs());
        return String.format("%5s lost   %s %s", lost, times, Paint.plain(hop.note()))
                .stripTrailing();
    }

    private String remark(Details.Hop hop, HopLoss loss, boolean begins) {
        return switch (loss) {
            case NONE -> "";
            case HERE_ONLY ->
                paint.faint(hop.received() == 0 ? "(later hops do)" : "(later hops lose less: it answers rarely)");
            case FROM_HERE_ON -> begins && hop.received() > 0 ? paint.bad("loss begins here") : "";
        };
    }

    private static String time(double us) {
        return MetricWords.number("timeUs", us);
    }

    private static String mtu(Details.MtuDetails mtu) {
        String limit = mtu.limitedBy() == null ? "" : "; limited by " + mtu.limitedBy();
        return mtu.address()
                + limit
                + (mtu.blackHole() ? "; larger packets vanish without a word, which breaks connections" : "");
    }

    private static List<String> tls(Details.TlsDetails tls) {
        var lines = new ArrayList<String>();
        lines.add(Paint.plain(tls.address() + " port " + tls.port() + ": " + tls.version() + ", " + tls.cipher()
                + (tls.alpn() == null ? "" : ", " + tls.alpn())));
        lines.add(Paint.plain("verdict: " + tls.verdict()));
        tls.chain().forEach(one -> lines.add(Paint.plain("  " + one.subject() + ", until " + one.notAfter())));
        return lines;
    }

    private static List<String> system(Details.SystemDetails system) {
        var lines = new ArrayList<String>();
        lines.add(Paint.plain(system.system() + "; clock: " + system.clock()));
        lines.add(Paint.plain("resolvers: " + String.join(", ", system.resolvers())));
        system.interfaces().stream()
                .filter(Details.Interface::up)
                .forEach(one -> lines.add(Paint.plain(one.name() + ": " + String.join(", ", one.addresses()) + ", MTU "
                        + one.mtuBytes() + ", received " + one.receivedBytes() + " and sent " + one.sentBytes()
                        + " bytes meanwhile, " + one.errors() + " errors, " + one.drops() + " drops")));
        return lines;
    }

    private static List<String> ssh(Details.SshDetails ssh) {
        var lines = new ArrayList<String>();
        lines.add(Paint.plain(ssh.address() + " port " + ssh.port() + ": " + or(ssh.version())));
        if (ssh.hostKey() != null) {
            lines.add(Paint.plain("host key " + or(ssh.hostKeyType()) + ' ' + ssh.hostKey()));
            lines.add(Paint.plain(or(ssh.keyExchange()) + ", " + or(ssh.cipher()) + ", " + or(ssh.mac())));
        }
        return lines;
    }

    private static String or(@Nullable String text) {
        return text == null ? "nothing" : text;
    }

    private static List<String> ports(Details.PortsDetails ports) {
        return List.of(
                "open: " + orNone(ports.open()),
                "closed: " + orNone(ports.closed()),
                "silent: " + orNone(ports.filtered()));
    }

    private static List<String> grpc(Details.GrpcDetails grpc) {
        var lines = new ArrayList<String>();
        String service = grpc.service().isEmpty() ? "the server" : grpc.service();
        lines.add(Paint.plain(service + " at " + grpc.address() + " port " + grpc.port() + ": " + or(grpc.serving())
                + (grpc.grpcStatus() == null || grpc.grpcStatus() == 0 ? "" : ", gRPC status " + grpc.grpcStatus())));
        addCertificate(lines, grpc.certificate());
        return lines;
    }

    private static List<String> throughput(Details.ThroughputDetails through) {
        var lines = new ArrayList<String>();
        lines.add(Paint.plain(through.address() + " port " + through.port() + ": " + through.protocol() + ' '
                + through.direction() + ", streams " + through.parallel()
                + (through.congestion() == null ? "" : ", " + through.congestion())));
        addIntervals(lines, through.intervals());
        return lines;
    }

    private static void addIntervals(List<String> lines, List<Details.Interval> intervals) {
        intervals.forEach(second -> lines.add("  " + rates(second)));
    }

    /// `941 Mbit/s there, 20 Mbit/s back`
    static String rates(Details.Interval second) {
        return Stream.of(rate("there", second.forwardBitsPerSecond()), rate("back", second.backwardBitsPerSecond()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static List<String> speedtest(Details.SpeedtestDetails speed) {
        var lines = new ArrayList<String>();
        lines.add(Paint.plain(speed.url() + " at " + speed.address() + ": " + speed.parallel() + " connections"
                + (speed.clientAddress() == null ? "" : ", it sees " + speed.clientAddress())));
        lines.add("payload alone is counted: LibreSpeed's page adds 6 % for what carries it");
        addCertificate(lines, speed.certificate());
        addIntervals(lines, speed.intervals());
        return lines;
    }

    private static Optional<String> rate(String way, @Nullable Double bitsPerSecond) {
        return Optional.ofNullable(bitsPerSecond).map(rate -> MetricWords.number("bitsPerSecond", rate) + ' ' + way);
    }

    private static String capture(Details.CaptureDetails capture) {
        if (capture.file() == null) {
            return "no packet passed between this machine and " + capture.address();
        }
        return capture.file() + ": " + capture.fileBytes() + " bytes of packets through "
                + String.join(", ", capture.interfaceNames())
                + (capture.endedBy().equals("size") ? "; it is full" : "");
    }

    private static String orNone(String ports) {
        return ports.isEmpty() ? "none" : ports;
    }
}
