package io.waddleperf.contracts;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What the deeper tiers run where no schedule says (DESIGN's table of tiers): what fits the target's
/// address, what its responder answers, and what burdens it only where it is owned.
final class DeeperChecks {
    private static final int SSH_PORT = 22;
    private static final Check PING_50 = new Check("ping-50", new PingSpec(50, 56, 20_000, 1_000_000), List.of());
    private static final Check MTR_100 =
            new Check("mtr-100", new TracerouteSpec("icmp", 100, 30, null, 300_000, 1_000_000), List.of());

    private DeeperChecks() {}

    static List<Check> of(Target target, int tier) {
        Require.range("tier", tier, 2, 3);
        return (tier == 2 ? second(target) : third(target)).toList();
    }

    private static Stream<Check> second(Target target) {
        var always = Stream.of(PING_50, Check.defaultOf(Test.TRACEROUTE), Check.defaultOf(Test.MTU));
        var fitting = Stream.of(Test.TLS, Test.HTTP, Test.DNS)
                .filter(test -> target.endpoint().fits(test))
                .filter(test -> test != Test.TLS || !isSsh(target.endpoint()))
                .map(Check::defaultOf);
        return Stream.of(always, fitting, ssh(target), udp(target), ports(target), throughput(target, 10, "forward"))
                .flatMap(checks -> checks);
    }

    private static Stream<Check> third(Target target) {
        return Stream.concat(
                Stream.of(Check.defaultOf(Test.SYSTEM), MTR_100),
                throughput(target, ThroughputSpec.MOST_SECONDS, "both"));
    }

    /// A bare address does not say that a server is there, and a refusal would be taken for a breach.
    private static Stream<Check> ssh(Target target) {
        return isSsh(target.endpoint()) ? Stream.of(Check.defaultOf(Test.SSH)) : Stream.empty();
    }

    private static boolean isSsh(Endpoint endpoint) {
        return endpoint.url() == null && Objects.equals(endpoint.port(), SSH_PORT);
    }

    private static Stream<Check> ports(Target target) {
        return target.owned() ? Stream.of(Check.defaultOf(Test.PORTS)) : Stream.empty();
    }

    private static Stream<Check> udp(Target target) {
        var usual = UdpSpec.DEFAULT;
        return ResponderLabel.portOf(target, Test.UDP).stream()
                .mapToObj(port ->
                        new UdpSpec(port, usual.count(), usual.payloadBytes(), usual.intervalUs(), usual.timeoutUs()))
                .map(spec -> new Check(Test.UDP.wireName(), spec, List.of()));
    }

    private static Stream<Check> throughput(Target target, long seconds, String direction) {
        var usual = ThroughputSpec.DEFAULT;
        boolean asUsual = usual.durationUs() == seconds * 1_000_000;
        String name = Test.THROUGHPUT.wireName() + (asUsual ? "" : "-" + seconds);
        return ResponderLabel.portOf(target, Test.THROUGHPUT).stream()
                .filter(_ -> target.owned())
                .mapToObj(port -> new ThroughputSpec(
                        port,
                        usual.protocol(),
                        direction,
                        usual.parallel(),
                        seconds * 1_000_000,
                        null,
                        null,
                        usual.payloadBytes(),
                        usual.timeoutUs()))
                .map(spec -> new Check(name, spec, List.of()));
    }
}
