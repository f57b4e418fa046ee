package io.waddleperf.probe.ping;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.ping.TunNetwork.Fate;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;

/// `TunPingMain TARGETS COUNT INTERVAL_MS [COMMAND]`: pings a [TunNetwork] on the device `tun0` of a network
/// namespace of its own, over both families, and holds what the engine says against the record.
///
/// One in eight requests is lost, one answered twice, one too late, and one by an answer with one bit
/// changed, anywhere from the sender's address to the number of the packet.
/// The command, of a shell, is run before the pings.
final class TunPingMain {
    private static final long TIMEOUT_NANOS = 1_000_000_000L;
    private static final long LATE_NANOS = 1_500_000_000L;
    private static final long LIMIT_S = 30;

    private TunPingMain() {}

    public static void main(String[] arguments) throws Exception {
        int targets = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        long intervalNanos = Long.parseLong(arguments[2]) * 1_000_000;
        var plan = new EchoPlan(count, 56, intervalNanos, TIMEOUT_NANOS);
        try (var network = TunNetwork.start("tun0", TunPingMain::fate);
                var sockets = PollLoop.start(System::nanoTime)) {
            shell(
                    "ip addr add 198.18.0.1/16 dev tun0; ip -6 addr add 2001:db8::1/64 dev tun0 nodad; ip link set tun0 txqueuelen 10000 up");
            shell(arguments.length > 3 ? arguments[3] : ":");
            var pinger = PingMethods.icmp(sockets, new SecureRandom(), new ArrayList<>())
                    .orElseThrow();
            pinger.warmUp();
            for (var family : List.of(Family.IPV4, Family.IPV6)) {
                check(pinger, network, family, TunNetwork.addresses(family, targets), plan);
            }
        }
    }

    /// Depends on nothing but the packet.
    private static Fate fate(InetAddress address, int number) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(31L * address.hashCode() + number);
        random.nextLong();
        return switch (random.nextInt(8)) {
            case 0 -> new Fate.Lost();
            case 1 -> new Fate.Answered(0, 2);
            case 2 -> new Fate.Answered(LATE_NANOS, 1);
            case 3 -> new Fate.Forged(forged(address, random.nextInt(100)));
            default -> new Fate.Answered(random.nextLong(5_000_000), 1);
        };
    }

    /// Source address, identifier, sequence number, nonce or number.
    private static int forged(InetAddress address, int random) {
        boolean v6 = address.getAddress().length == 16;
        int icmp = v6 ? 40 : 20;
        int[] fields = {v6 ? 23 : 15, icmp + 4, icmp + 7, icmp + 8 + random % 8, icmp + 16 + random % 4};
        return fields[random % fields.length];
    }

    private static void check(
            IcmpPinger pinger, TunNetwork network, Family family, List<InetAddress> addresses, EchoPlan plan)
            throws Exception {
        var runs = addresses.stream()
                .map(address -> pinger.begin(address, plan, 0))
                .toList();
        int wrong = 0;
        int received = 0;
        int sent = 0;
        int withheld = 0;
        for (int i = 0; i < runs.size(); i++) {
            var report = runs.get(i).report().get(LIMIT_S, TimeUnit.SECONDS);
            sent += report.sent();
            received += report.replies().size();
            withheld += report.withheld().size();
            var expected = lost(addresses.get(i), plan.count());
            expected.removeAll(report.withheld());
            wrong += report.lost().equals(expected) ? 0 : 1;
        }
        var counts = pinger.counts(family).get(LIMIT_S, TimeUnit.SECONDS).orElseThrow();
        long seen = network.record().stream()
                .filter(one -> Family.of(one.address()) == family)
                .map(one -> one.address() + " " + one.number())
                .distinct()
                .count();
        System.out.printf(
                "%s: asked=%d sent=%d withheld=%d received=%d wrong=%d held=%d running=%d%n",
                family.wireName(), sent + withheld, sent, withheld, received, wrong, counts.held(), counts.running());
        System.out.printf(
                "%s: duplicates=%b foreign=%b network=%b%n",
                family.wireName(),
                counts.duplicates() > 0,
                counts.foreign() > 0,
                seen >= received && counts.withheld() == withheld);
    }

    /// The numbers of what must be lost.
    private static List<Integer> lost(InetAddress address, int count) {
        var lost = new ArrayList<Integer>();
        for (int number = 0; number < count; number++) {
            boolean inTime =
                    fate(address, number) instanceof Fate.Answered answered && answered.delayNanos() < TIMEOUT_NANOS;
            if (!inTime) {
                lost.add(number);
            }
        }
        return lost;
    }

    static void shell(String commands) throws Exception {
        var process = new ProcessBuilder("sh", "-ec", commands).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(commands + " failed");
        }
    }
}
