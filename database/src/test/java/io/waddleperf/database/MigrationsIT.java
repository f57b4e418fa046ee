package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The schema on a real server.
class MigrationsIT {
    @Test
    void runsEachScriptOnceWhenSixProcessesStartTogether() throws Exception {
        var database = Databases.empty();
        var counts = new ArrayList<Future<Integer>>();
        try (var processes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                counts.add(processes.submit(() -> Migrations.run(database)));
            }
        }
        int scripts = 0;
        for (var count : counts) {
            scripts += count.get();
        }
        assertEquals(MigrationScripts.NAMES.size(), scripts);
        assertTrue(Migrations.upToDate(database));
    }

    @Test
    void goesOnWhereAnEarlierRunWasCutOff() throws Exception {
        var database = Databases.migrated();
        Databases.execute(database, "DROP TABLE outbox, test_run, silence, incident_member, notified_incident");
        Databases.execute(database, "UPDATE flyway_schema_history SET success = 0 WHERE type = 'SQL'");
        assertEquals(MigrationScripts.NAMES.size(), Migrations.run(database), "each script can be run again");
        assertEquals(0, Databases.number(database, "SELECT COUNT(*) FROM silence"));
        assertEquals(0, Databases.number(database, "SELECT COUNT(*) FROM incident_member"));
        assertEquals(0, Databases.number(database, "SELECT COUNT(*) FROM outbox"));
        assertEquals(0, Databases.number(database, "SELECT COUNT(*) FROM notified_incident"));
    }

    @Test
    void costsNextToNothingWhereNothingIsToBeDone() throws Exception {
        var database = Databases.migrated();
        long startNs = System.nanoTime();
        assertEquals(0, Migrations.run(database));
        long ms = (System.nanoTime() - startNs) / 1_000_000;
        System.out.println("migrations up to date: " + ms + " ms");
        assertTrue(ms < 300, () -> ms + " ms");
    }

    @Test
    void saysThatTheDatabaseDoesNotAnswer() {
        var failure = assertThrows(
                MigrationException.class,
                () -> Migrations.run("jdbc:mariadb://127.0.0.1:1/none?sslMode=disable", "nobody", ""));
        assertTrue(
                String.valueOf(failure.getMessage()).startsWith("no connection to the database: "), failure::toString);
    }
}
