package io.waddleperf.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.contracts.Details;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WayChangeTest {
    private static final List<Details.Hop> GOOD =
            List.of(hop(1, "192.0.2.1", 3, 500.0), hop(2, "192.0.2.2", 3, 1_000.0), hop(3, "192.0.2.3", 3, 2_000.0));

    @Test
    void saysThatNothingChanged() {
        assertEquals("3 hops, the way is as it was", WayChange.text(way(GOOD, true), GOOD));
    }

    @Test
    void namesTheHopThatChanged() {
        var hops = new ArrayList<>(GOOD);
        hops.set(1, hop(2, "198.51.100.9", 3, 1_100.0));
        assertEquals("3 hops, hop 2 changed from 192.0.2.2 to 198.51.100.9", WayChange.text(way(hops, true), GOOD));
    }

    @Test
    void findsWhereDelayBegins() {
        var hops = new ArrayList<>(GOOD);
        hops.set(1, hop(2, "192.0.2.2", 3, 40_000.0));
        hops.set(2, hop(3, "192.0.2.3", 3, 42_000.0));
        assertEquals("3 hops, delay begins at hop 2 (192.0.2.2)", WayChange.text(way(hops, true), GOOD));
    }

    /// A router that answers seldom is no loss, where those behind it answer.
    @Test
    void tellsLossFromRoutersThatAnswerSeldom() {
        var seldom = List.of(
                hop(1, "192.0.2.1", 1, 500.0), hop(2, "192.0.2.2", 3, 1_000.0), hop(3, "192.0.2.3", 3, 2_000.0));
        assertEquals("3 hops, the way is as it was", WayChange.text(way(seldom, true), GOOD));
        var lossy = List.of(
                hop(1, "192.0.2.1", 3, 500.0), hop(2, "192.0.2.2", 2, 1_000.0), hop(3, "192.0.2.3", 1, 2_000.0));
        assertEquals("3 hops, loss begins at hop 2 (192.0.2.2)", WayChange.text(way(lossy, true), GOOD));
        var mute = List.of(
                hop(1, "192.0.2.1", 3, 500.0),
                new Details.Hop(2, List.of(), 3, 0, null, null, null, ""),
                hop(3, "192.0.2.3", 1, 2_000.0));
        assertEquals("3 hops, loss begins at hop 3 (192.0.2.3)", WayChange.text(way(mute, true), GOOD));
    }

    @Test
    void saysWhoAnswersLastWhereTheTargetDoesNot() {
        var hops = List.of(hop(1, "192.0.2.1", 3, 500.0), new Details.Hop(2, List.of(), 3, 0, null, null, null, ""));
        assertEquals(
                "the target is not reached, hop 1 (192.0.2.1) answers last, loss begins at hop 2",
                WayChange.text(way(hops, false), GOOD));
    }

    private static Details.TracerouteDetails way(List<Details.Hop> hops, boolean reached) {
        return new Details.TracerouteDetails("192.0.2.3", "icmp", reached, hops);
    }

    private static Details.Hop hop(int ttl, String address, int received, Double meanUs) {
        return new Details.Hop(ttl, List.of(address), 3, received, meanUs, meanUs, meanUs, "");
    }
}
