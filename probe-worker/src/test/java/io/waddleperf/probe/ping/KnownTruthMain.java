package io.waddleperf.probe.ping;

import io.waddleperf.probe.measure.RoundTrips;
import io.waddleperf.probe.nativenet.PollLoop;
import io.waddleperf.probe.ping.TunNetwork.Fate;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/// `KnownTruthMain TARGETS COUNT INTERVAL_MS SEED`: pings through a [TunNetwork] of seeded delay, jitter
/// and loss, on the device `tun0` of a network namespace of its own, and holds what the engine says
/// against the record of each packet.
final class KnownTruthMain {
    private static final long TIMEOUT_NANOS = 2_000_000_000L;
    private static final long LIMIT_S = 120;
    private static final List<Setting> SETTINGS = List.of(
            new Setting(0, 0, 0), // to warm up the network, which measures by its own clock
            new Setting(0, 0, 0),
            new Setting(1, 0.5, 1),
            new Setting(10, 2, 2),
            new Setting(30, 10, 5),
            new Setting(100, 20, 10));

    /// @param jitterMs up to so much more or less than the delay
    private record Setting(double delayMs, double jitterMs, int lossPercent) {
        /// Depends on the packet and the seed only.
        Fate fate(long seed, InetAddress address, int number) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom")
                    .create(seed + 1_000_003L * address.hashCode() + number);
            random.nextLong();
            return random.nextInt(100) < lossPercent
                    ? new Fate.Lost()
                    : new Fate.Answered(Math.round((delayMs + jitterMs * (2 * random.nextDouble() - 1)) * 1e6), 1);
        }
    }

    private KnownTruthMain() {}

    public static void main(String[] arguments) throws Exception {
        int targets = Integer.parseInt(arguments[0]);
        var plan = new EchoPlan(
                Integer.parseInt(arguments[1]), 56, Long.parseLong(arguments[2]) * 1_000_000, TIMEOUT_NANOS);
        long seed = Long.parseLong(arguments[3]);
        try (var network = TunNetwork.start(
                        "tun0", (address, number) -> settingOf(address).fate(seed, address, number));
                var sockets = PollLoop.start(System::nanoTime)) {
            TunPingMain.shell("ip addr add 198.18.0.1/16 dev tun0; ip link set tun0 txqueuelen 10000 up");
            var pinger = PingMethods.icmp(sockets, new SecureRandom(), new ArrayList<>())
                    .orElseThrow();
            pinger.warmUp();
            for (int i = 0; i < SETTINGS.size(); i++) {
                check(pinger, network, i, targets, plan);
            }
        }
    }

    private static Setting settingOf(InetAddress address) {
        return SETTINGS.get(address.getAddress()[2]);
    }

    private static void check(IcmpPinger pinger, TunNetwork network, int setting, int targets, EchoPlan plan)
            throws Exception {
        var addresses = IntStream.range(0, targets)
                .mapToObj(i -> InetAddress.ofLiteral("198.18." + setting + '.' + (2 + i)))
                .toList();
        var runs = IntStream.range(0, targets)
                .mapToObj(i -> pinger.begin(addresses.get(i), plan, plan.intervalNanos() * i / targets))
                .toList();
        var ours = new HashMap<InetAddress, EchoReport>();
        for (int i = 0; i < targets; i++) {
            ours.put(addresses.get(i), runs.get(i).report().get(LIMIT_S, TimeUnit.SECONDS));
        }
        if (setting > 0) {
            print(SETTINGS.get(setting), network, ours);
        }
    }

    private static void print(Setting setting, TunNetwork network, Map<InetAddress, EchoReport> ours) {
        var recordedUs = new HashMap<String, Double>();
        var lost = new TreeSet<String>();
        for (var seen : network.record()) {
            String packet = seen.address() + " " + seen.number();
            if (!ours.containsKey(seen.address())) {
                continue;
            }
            switch (seen.fate()) {
                case Fate.Answered _ -> recordedUs.put(packet, seen.heldNanos() / 1_000.0);
                case Fate.Lost _, Fate.Forged _ -> lost.add(packet);
            }
        }
        var lostToUs = new TreeSet<String>();
        var errors = new ArrayList<Double>();
        ours.forEach((address, report) -> {
            report.lost().forEach(number -> lostToUs.add(address + " " + number));
            for (var reply : report.replies()) {
                Double recorded = recordedUs.get(address + " " + reply.sequence());
                errors.add(recorded == null ? Double.POSITIVE_INFINITY : Math.abs(reply.rttUs() - recorded));
            }
        });
        double[] sorted = new RoundTrips(errors).sorted();
        System.out.printf(
                Locale.ROOT,
                "%.0f ms ± %.1f ms, %d %%: sent=%d withheld=%d lost=%d recorded=%d same=%b;"
                        + " off by p50=%.0f p99=%.0f max=%.0f us, within 500 us: %.3f %%%n",
                setting.delayMs(),
                setting.jitterMs(),
                setting.lossPercent(),
                ours.values().stream().mapToInt(EchoReport::sent).sum(),
                ours.values().stream().mapToInt(one -> one.withheld().size()).sum(),
                lostToUs.size(),
                lost.size(),
                lost.equals(lostToUs),
                RoundTrips.percentile(sorted, 50),
                RoundTrips.percentile(sorted, 99),
                sorted[sorted.length - 1],
                100.0 * errors.stream().filter(us -> us <= 500).count() / errors.size());
    }
}
