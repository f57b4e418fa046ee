package io.waddleperf.api.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.access.Sight;
import io.waddleperf.api.fleet.FleetReader.Taken;
import io.waddleperf.api.paths.PathState;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.PathName;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Target;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FleetTest {
    private static final List<PathState> STATES = List.of(PathState.values());
    private static final int PROBES = 6;
    private static final int TARGETS = 7;

    private static Fleet random(Random random, long version) {
        var probes = new HashMap<String, Probe>();
        for (int i = 0; i < PROBES; i++) {
            if (random.nextInt(20) > 0) {
                String team = "team" + (random.nextInt(8) == 0 ? 9 : i);
                probes.put("p" + i, new Probe("p" + i, "site" + i % 2, true, Map.of("team", team), 1));
            }
        }
        var targets = new HashMap<String, Target>();
        for (int i = 0; i < TARGETS; i++) {
            if (random.nextInt(20) > 0) {
                targets.put("t" + i, new Target("t" + i, "192.0.2." + i, false, Map.of(), 1, null));
            }
        }
        var rows = new HashMap<PathName, FleetRow>();
        for (int i = 0; i < PROBES * TARGETS; i++) {
            if (random.nextInt(5) > 0) {
                var row = row("p" + i % PROBES, "t" + i / PROBES, random);
                rows.put(row.name(), row);
            }
        }
        return new Fleet(version, rows, probes, targets);
    }

    private static FleetRow row(String probe, String target, Random random) {
        return new FleetRow(
                new PathName(probe, target),
                STATES.get(random.nextInt(STATES.size())),
                random.nextBoolean() ? null : io.waddleperf.contracts.PathState.DIAGNOSING,
                1 + random.nextInt(3),
                random.nextInt(4) / 4.0,
                random.nextBoolean() ? null : "ping: no answer within " + random.nextInt(3) + " s",
                orNull(random, random.nextInt(3) / 4.0),
                orNull(random, 1_000.5),
                random.nextBoolean() ? null : "ping",
                random.nextBoolean() ? null : 1_764_000_000_000L + random.nextInt(3),
                random.nextBoolean() ? null : Ids.uuid("i" + random.nextInt(3)));
    }

    private static @Nullable Double orNull(Random random, double value) {
        return random.nextBoolean() ? null : Double.valueOf(value);
    }

    private static String snapshot(Fleet fleet, Sight sight) {
        return new String(SnapshotResource.json(fleet, sight), StandardCharsets.UTF_8);
    }

    /// Whoever follows knows what whoever asks anew is told.
    @Test
    void changesLeadToTheSnapshot() {
        var random = new Random(20_261_126);
        for (Sight sight : new Sight[] {Sight.ALL, Sight.of(Set.of("p1", "p2")), Sight.of(Set.of())}) {
            Fleet fleet = random(random, 1);
            var reader = new FleetReader(snapshot(fleet, sight));
            for (int version = 2; version < 60; version++) {
                Fleet next = random(random, version);
                assertEquals(Taken.APPLIED, reader.take(next.since(fleet).json(sight, null, null)));
                assertEquals(new FleetReader(snapshot(next, sight)).paths(), reader.paths(), "version " + version);
                fleet = next;
            }
        }
    }

    @Test
    void aReaderNoticesWhatItMissedAndWhatItKnows() {
        var random = new Random(3);
        Fleet first = random(random, 1);
        Fleet second = random(random, 2);
        Fleet third = random(random, 3);
        var reader = new FleetReader(snapshot(second, Sight.ALL));
        assertEquals(Taken.KNOWN, reader.take(second.since(first).json(Sight.ALL, null, null)));
        assertEquals(Taken.APPLIED, reader.take(third.since(second).json(Sight.ALL, null, null)));
        var late = new FleetReader(snapshot(first, Sight.ALL));
        assertEquals(Taken.MISSED, late.take(third.since(second).json(Sight.ALL, null, null)));
        assertEquals(
                Taken.MISSED,
                late.take(FleetChange.between(null, second).json(Sight.ALL, null, null)),
                "where the service does not know what came before");
    }

    @Test
    void tellsNobodyOfWhatTheyDoNotSeeOrDidNotAskFor() {
        var random = new Random(4);
        var change = random(random, 2).since(random(random, 1));
        String seen = change.json(Sight.of(Set.of("p1")), null, null);
        assertTrue(seen.contains("\"p1\""), seen);
        assertFalse(seen.matches(".*\"p[02345]\".*"), seen);
        assertFalse(seen.contains("site0"), seen);
        assertFalse(change.json(Sight.ALL, "p2", "t3").matches(".*\"(p[^2]|t[^3])\".*"));
        assertFalse(snapshot(random(random, 1), Sight.of(Set.of("p1"))).matches(".*\"p[02345]\".*"));
    }

    /// So what waits for slow clients is there once.
    @Test
    void allWhoSeeTheSameAreToldByOneBuffer() {
        var random = new Random(6);
        var change = random(random, 2).since(random(random, 1));
        var frame = change.frame(Sight.of(Set.of("p1", "p2")), null, null);
        assertSame(frame, change.frame(Sight.of(Set.of("p2", "p1")), null, null));
        assertTrue(frame.toString().startsWith("event: paths\ndata: {\"version\":2,\"from\":1,"), frame::toString);
        assertTrue(frame.toString().endsWith("}\n\n"), frame::toString);
        assertEquals(3, frame.toString().lines().count(), "data are one line");
    }

    @Test
    void manyChangesAtOnceAreToldByAskingAnew() {
        var rows = new HashMap<PathName, FleetRow>();
        var random = new Random(5);
        for (int i = 0; i <= FleetChange.MOST_ROWS; i++) {
            var row = row("p" + i, "t", random);
            rows.put(row.name(), row);
        }
        var empty = new Fleet(1, Map.of(), Map.of(), Map.of());
        var full = new Fleet(2, rows, Map.of(), Map.of());
        String change = full.since(empty).json(Sight.ALL, null, null);
        assertTrue(change.length() < 1_000, change);
        assertEquals(Taken.MISSED, new FleetReader(snapshot(empty, Sight.ALL)).take(change));
    }
}
