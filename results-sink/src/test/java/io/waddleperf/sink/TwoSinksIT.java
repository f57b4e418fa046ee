package io.waddleperf.sink;

import io.waddleperf.testkit.TestServers;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/// Two sinks on the same rows of one server; `GaleraIT` has them on two nodes of a cluster.
class TwoSinksIT {
    @Test
    void comeToTheSameSumsThoughTheyWriteTheSameRows() throws Exception {
        var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        var database = TestServers.freshDatabase();
        var sinks = new TwoSinks(database, database, database, now);
        sinks.write(0, 40);
        System.out.printf("40 rounds of two sinks on one server: %.0f conflicts%n", sinks.conflicts());
        sinks.verify(40);
    }
}
