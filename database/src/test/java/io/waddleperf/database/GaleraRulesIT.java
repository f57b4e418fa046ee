package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What Galera asks of a schema, read from the catalogue of a migrated database.
class GaleraRulesIT {
    private static final String OURS = " WHERE t.TABLE_SCHEMA = DATABASE() ";
    private static DataSource database;

    @BeforeAll
    static void migrate() throws SQLException {
        database = Databases.migrated();
        var tables = select("SELECT t.TABLE_NAME FROM information_schema.TABLES t" + OURS + "ORDER BY 1");
        System.out.println("Galera rules are checked on: " + String.join(", ", tables));
        assertTrue(
                tables.containsAll(
                        List.of("result", "series", "series_latest", "outbox", "lease", "incident", "rollup_1m")),
                tables::toString);
    }

    @Test
    void everyTableIsInnoDb() throws SQLException {
        assertNone(
                "tables that are not replicated row by row",
                "SELECT t.TABLE_NAME FROM information_schema.TABLES t" + OURS
                        + "AND (t.ENGINE IS NULL OR t.ENGINE <> 'InnoDB')");
    }

    @Test
    void everyTableHasAPrimaryKey() throws SQLException {
        assertNone("tables without a primary key", """
                SELECT t.TABLE_NAME FROM information_schema.TABLES t
                LEFT JOIN information_schema.TABLE_CONSTRAINTS c
                    ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME
                    AND c.CONSTRAINT_TYPE = 'PRIMARY KEY'
                WHERE t.TABLE_SCHEMA = DATABASE() AND c.CONSTRAINT_NAME IS NULL""");
    }

    @Test
    void noNumberIsGivenByTheServer() throws SQLException {
        assertNone(
                "columns with AUTO_INCREMENT",
                "SELECT CONCAT(t.TABLE_NAME, '.', t.COLUMN_NAME) FROM information_schema.COLUMNS t" + OURS
                        + "AND t.EXTRA LIKE '%auto_increment%'");
        assertNone(
                "sequences",
                "SELECT t.TABLE_NAME FROM information_schema.TABLES t" + OURS + "AND t.TABLE_TYPE = 'SEQUENCE'");
    }

    @Test
    void nothingCascadesOrRunsByItself() throws SQLException {
        assertNone(
                "foreign keys",
                "SELECT t.CONSTRAINT_NAME FROM information_schema.TABLE_CONSTRAINTS t" + OURS
                        + "AND t.CONSTRAINT_TYPE = 'FOREIGN KEY'");
        assertNone(
                "triggers", "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()");
    }

    @Test
    void textIsUtf8AndNamesAreComparedByteByByte() throws SQLException {
        assertNone(
                "columns in another character set",
                "SELECT CONCAT(t.TABLE_NAME, '.', t.COLUMN_NAME, ' ', t.CHARACTER_SET_NAME)"
                        + " FROM information_schema.COLUMNS t" + OURS
                        + "AND t.CHARACTER_SET_NAME NOT IN ('utf8mb4', 'ascii')");
        assertNone("keys that do not tell upper from lower case", """
                SELECT CONCAT(t.TABLE_NAME, '.', t.COLUMN_NAME) FROM information_schema.STATISTICS s
                JOIN information_schema.COLUMNS t USING (TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME)
                WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME <> 'flyway_schema_history'
                    AND t.COLLATION_NAME NOT LIKE '%_bin'""");
    }

    @Test
    void theCheckFindsWhatItForbids() throws SQLException {
        Databases.execute(database, "CREATE TABLE wrong (id INT NOT NULL) ENGINE = Aria");
        try {
            assertFalse(
                    select("SELECT t.TABLE_NAME FROM information_schema.TABLES t" + OURS + "AND t.ENGINE <> 'InnoDB'")
                            .isEmpty());
        } finally {
            Databases.execute(database, "DROP TABLE wrong");
        }
    }

    private static void assertNone(String what, String sql) throws SQLException {
        var found = select(sql);
        assertEquals(List.of(), found, what);
        System.out.println("Galera rules: no " + what);
    }

    private static List<String> select(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
