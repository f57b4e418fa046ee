package io.waddleperf.probe.packets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// The same ways as mtr sees them, from the same place.
class MtrIT {
    private static final String MTR = "/usr/bin/mtr";
    private static final int CYCLES = 10;

    /// Between what two programs say.
    private static final String BREAK = "---";

    private static final List<String> PROTOCOLS = List.of("icmp", "udp");
    private static final List<String> TARGETS = List.of("10.3.0.2", "2001:db8:3::2");
    private static final Pattern HOP = Pattern.compile(" ([0-9a-f.:]+)\\((\\d+)/(\\d+)\\)");

    /// One hop as either program tells of it.
    private record Hop(InetAddress host, int sent, double lossPercent) {}

    @Test
    void namesTheSameHopsAndNoLossWhereThereIsNone() throws Exception {
        compare("", (ours, mtrs) -> {
            assertEquals(mtrs, ours);
            assertEquals(3, ours.size());
            ours.forEach(hop -> assertEquals(0, hop.lossPercent));
        });
    }

    /// The first router answers each second packet only, and the second one forwards four of five.
    @Test
    void showsTheSameLossOfARouterThatAnswersRarelyAndOfAPathThatLosesPackets() throws Exception {
        compare(
                PathNamespaces.filter("r1", "output", "icmp type time-exceeded numgen inc mod 2 0 drop")
                        + PathNamespaces.filter("r1", "output", "icmpv6 type time-exceeded numgen inc mod 2 0 drop")
                        + PathNamespaces.filter("r2", "forward", "iifname west numgen inc mod 5 0 drop"),
                (ours, mtrs) -> {
                    assertEquals(hosts(mtrs), hosts(ours));
                    assertAlike(List.of(50, 0, 20), ours);
                    assertAlike(List.of(50, 0, 20), mtrs);
                });
    }

    /// Within one packet: where the target's first answer is lost, mtr asks beyond it.
    private static void assertAlike(List<Integer> percent, List<Hop> hops) {
        for (int i = 0; i < percent.size(); i++) {
            assertEquals(percent.get(i), hops.get(i).lossPercent, 100.0 / CYCLES + 0.001, hops::toString);
        }
    }

    private static List<InetAddress> hosts(List<Hop> hops) {
        return hops.stream().map(Hop::host).toList();
    }

    private static void compare(String change, BiConsumer<List<Hop>, List<Hop>> alike) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(MTR)), MTR + " is not installed");
        var tests = new ArrayList<String>();
        var script = new StringBuilder(change);
        for (var protocol : PROTOCOLS) {
            for (var target : TARGETS) {
                tests.add(protocol + ',' + target + ',' + CYCLES);
                script.append(MTR + " --report --json -n --interval 0.1 --gracetime 1 -c " + CYCLES)
                        .append(protocol.equals("udp") ? " --udp " : " ")
                        .append(target + "\necho " + BREAK + '\n');
            }
        }
        String said =
                RouterChain.measures(script.toString(), PathNamespaces.WITH_ALL_RIGHTS, tests.toArray(String[]::new));
        var parts = said.split("(?m)^" + BREAK + '$', -1);
        assertEquals(tests.size() + 1, parts.length, said);
        for (int i = 0; i < tests.size(); i++) {
            alike.accept(ours(parts[tests.size()], tests.get(i)), mtrs(parts[i]));
        }
    }

    private static List<Hop> ours(String said, String test) {
        String line = said.lines()
                .filter(one -> one.startsWith(test + " -> measured"))
                .findFirst()
                .orElse("");
        assertTrue(line.contains("reached=true"), said);
        return HOP.matcher(line)
                .results()
                .map(hop -> hop(hop.group(1), Integer.parseInt(hop.group(3)), Integer.parseInt(hop.group(2))))
                .toList();
    }

    private static Hop hop(String address, int sent, int received) {
        return new Hop(InetAddress.ofLiteral(address), sent, 100.0 * (sent - received) / sent);
    }

    private static List<Hop> mtrs(String said) {
        Map<String, Map<String, List<Map<String, Object>>>> json = new Yaml().load(said); // YAML reads JSON, too
        return of(of(json, "report"), "hubs").stream()
                .map(hub -> new Hop(
                        InetAddress.ofLiteral(String.valueOf(of(hub, "host"))),
                        (int) number(of(hub, "Snt")),
                        number(of(hub, "Loss%"))))
                .toList();
    }

    private static <T> T of(Map<String, T> json, String field) {
        return Objects.requireNonNull(json.get(field), field);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
