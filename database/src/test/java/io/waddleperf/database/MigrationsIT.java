package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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

    /// One that was installed before probes could join and people sign in, with what it has.
    @Test
    void addsJoiningAndAccountsToADatabaseOfBefore() throws Exception {
        var database = Databases.migrated();
        Databases.execute(
                database, "DROP TABLE probe_enrolment, probe_identity, account, credential, failed_sign_in, audit");
        Databases.execute(
                database, "DELETE FROM flyway_schema_history WHERE type = 'SQL' AND CAST(version AS UNSIGNED) > 8");
        Databases.execute(database, """
                INSERT INTO probe (id, site, enabled, labels, version, origin)
                VALUES ('fra-1', 'fra', TRUE, '{"floor":"2"}', 7, 'api')""");
        Databases.execute(database, """
                INSERT INTO target (id, address, owned, labels, version, origin)
                VALUES ('t', 'example.net', FALSE, '{}', 1, 'file')""");
        assertFalse(Migrations.upToDate(database));
        assertEquals(MigrationScripts.NAMES.size() - 8, Migrations.run(database));
        assertTrue(Migrations.upToDate(database));
        assertEquals(7, Databases.number(database, "SELECT version FROM probe WHERE id = 'fra-1' AND enabled"));
        assertEquals(1, Databases.number(database, "SELECT COUNT(*) FROM target"));
        for (String table : List.of("probe_enrolment", "probe_identity", "account", "credential", "audit")) {
            assertEquals(0, Databases.number(database, "SELECT COUNT(*) FROM " + table), table);
        }
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

    /// The page and the API list the newest of one kind of step.
    @Test
    void listsDecisionsByStepFromAnIndexAlone() throws Exception {
        var database = Databases.migrated();
        Databases.execute(database, """
                INSERT INTO escalation (escalation_id, at, probe, site, target, step, from_state, to_state, tier, reason,
                    document)
                SELECT UNHEX(LPAD(HEX(seq), 32, '0')), UTC_TIMESTAMP() - INTERVAL seq SECOND, 'p', 's', 't',
                    IF(seq % 50 = 0, 'confirmed', 'found'), 'healthy', 'suspect', 1, '', '{}'
                FROM seq_1_to_5000""");
        Databases.execute(database, "ANALYZE TABLE escalation");
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        EXPLAIN SELECT at, escalation_id, document FROM escalation
                        WHERE TRUE AND step = 'confirmed' ORDER BY at DESC, escalation_id DESC LIMIT 101""")) {
            assertTrue(rows.next());
            assertEquals("escalation_step", rows.getString("key"));
            assertFalse(String.valueOf(rows.getString("Extra")).contains("filesort"), rows.getString("Extra"));
        }
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

    /// As after a way back by one version.
    @Test
    void goesOnWithTheTablesOfANewerVersionAndSaysSo() throws Exception {
        var database = Databases.migrated();
        int next = MigrationScripts.newest() + 1;
        Databases.execute(database, """
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                    execution_time, success)
                SELECT MAX(installed_rank) + 1, '%d', 'next', 'SQL', 'next.sql', 'test', 0, 1 FROM flyway_schema_history
                """.formatted(next));
        var told = new ArrayList<String>();
        var logger = Logger.getLogger(Migrations.class.getName());
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                told.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            assertEquals(0, Migrations.run(database));
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.getFirst().startsWith("WARNING script " + next + " of the schema has run"), told::toString);
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
