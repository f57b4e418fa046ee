package io.waddleperf.probe.packets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Two ways of equal cost, one of which each flow takes.
class DiamondNamespaceIT {
    private static final String MTR = "/usr/bin/mtr";

    /// By chance all take one way once in 500,000.
    private static final int RUNS = RouterDiamond.TARGETS;

    private static final Set<String> WAYS_4 = Set.of("10.2.0.2", "10.3.0.2");
    private static final Set<String> WAYS_6 = Set.of("2001:db8:2:0:0:0:0:2", "2001:db8:3:0:0:0:0:2");

    @Test
    void eachRunSeesOneWayAndManyRunsSeeBoth() throws Exception {
        var tests = new ArrayList<String>();
        for (var network : List.of("10.9.0.", "2001:db8:9::")) {
            for (int i = 1; i <= RUNS; i++) {
                tests.add("udp," + network + "1,3");
                tests.add("tcp," + network + "1,3");
                tests.add("icmp," + network + i + ",3"); // without ports a flow is its addresses
            }
        }
        String said = RouterDiamond.measures("", tests.toArray(String[]::new));
        for (var protocol : List.of("udp", "tcp", "icmp")) {
            assertEquals(WAYS_4, middles(said, protocol + ",10\\S+", "10\\.1\\.0\\.2", "10\\.9\\.0\\.\\d+"), said);
            assertEquals(
                    WAYS_6,
                    middles(said, protocol + ",2001\\S+", "2001:db8:1:0:0:0:0:2", "2001:db8:9:0:0:0:0:[0-9a-f]+"),
                    said);
        }
    }

    /// The second hops of those runs; each must have one address at each of its three hops.
    private static Set<String> middles(String said, String test, String first, String last) {
        var whole = Pattern.compile("(?m)^" + test + " -> measured .* reached=true " + first
                + "\\(3/3\\) ([0-9a-f.:]+)\\(3/3\\) " + last + "\\(3/3\\)$");
        var found = whole.matcher(said).results().map(run -> run.group(1)).toList();
        assertEquals(RUNS, found.size(), () -> test + " in\n" + said);
        return new TreeSet<>(found);
    }

    /// The same network to a tool whose packets are a flow each: it mixes the ways.
    @Test
    void packetsOfManyFlowsTakeBothWays() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(MTR)), MTR + " is not installed");
        String mtr = MTR + " --report -n --udp --interval 0.1 --gracetime 1 -c 20 ";
        String said = RouterDiamond.measures(mtr + "10.9.0.1; " + mtr + "2001:db8:9::1; ", "udp,10.9.0.1,1");
        for (var way : List.of("10.2.0.2", "10.3.0.2", "2001:db8:2::2", "2001:db8:3::2")) {
            assertTrue(said.contains(' ' + way + ' '), () -> way + " is not in\n" + said);
        }
    }
}
