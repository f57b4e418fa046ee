package io.waddleperf.probe.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.tls.Trust;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The servers of the rehearsals are whole ones: what is rehearsed is all that a test does.
class RehearsalTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final GrpcProber prober = new GrpcProber(Trust.ofJdk(), CLOCK, "test");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void playsWholeChecksOnceForEachKind(boolean tls) throws Exception {
        var played = new ArrayList<Measurement>();
        var rehearsal = new Rehearsal(CLOCK);
        Rehearsal.Check check = (spec, there, deadline, trust) -> {
            var measured = prober.check(spec, there, deadline, trust);
            played.add(measured);
            return measured;
        };
        assertTrue(rehearsal.before(tls, check, System::nanoTime) > 0);
        assertEquals(0, rehearsal.before(tls, check, System::nanoTime));
        assertEquals(3, played.size());
        for (var each : played) {
            assertInstanceOf(Outcome.Measured.class, each.outcome(), each::toString);
        }
        assertTrue(rehearsal.before(!tls, check, System::nanoTime) > 0, "the other kind has one of its own");
    }

    @Test
    void doesNoHarmWhereItBreaks() throws Exception {
        var rehearsal = new Rehearsal(CLOCK);
        var tried = new ArrayList<Integer>();
        Rehearsal.Check broken = (_, _, _, _) -> {
            tried.add(1);
            throw new IllegalStateException("broken");
        };
        rehearsal.before(false, broken, System::nanoTime);
        assertEquals(0, rehearsal.before(false, broken, System::nanoTime));
        assertEquals(List.of(1), tried);
    }
}
