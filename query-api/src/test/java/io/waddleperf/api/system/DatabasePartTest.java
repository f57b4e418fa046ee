package io.waddleperf.api.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.system.SystemView.DatabaseFindings;
import io.waddleperf.api.system.SystemView.Disk;
import io.waddleperf.api.system.SystemView.Galera;
import io.waddleperf.api.system.SystemView.OldestDays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DatabasePartTest {
    private static final OldestDays NONE = new OldestDays(null, null, null, null);

    private static String wrong(@Nullable Galera galera, @Nullable List<Disk> disks) {
        return DatabasePart.wrong(new DatabaseFindings("11.4", 1, List.of(), NONE, disks, galera));
    }

    @Test
    void looksAtTheClusterAndTheDisk() {
        assertEquals("", wrong(null, null));
        assertEquals("", wrong(new Galera("Primary", "ON", 3, "Synced"), List.of(new Disk("/", 100, 50))));
        assertTrue(wrong(new Galera("non-Primary", "OFF", 1, "Initialized"), null)
                .startsWith("wsrep_cluster_status is non-Primary"));
        assertTrue(wrong(new Galera("Primary", "OFF", 3, "Joining"), null).startsWith("wsrep_ready is OFF"));
        assertEquals(
                "the database's disk at /data is full but for 4 MiB",
                wrong(null, List.of(new Disk("/", 100, 50), new Disk("/data", 100 << 20, 4 << 20))));
    }
}
