package io.waddleperf.database;

import java.util.Map;

/// Brings the schema up to date and ends: before services of a new version start, where none of them may do it itself
/// (`waddleperf.database.migrate-at-start`).
///
/// It takes the settings of a service from the environment: `QUARKUS_DATASOURCE_JDBC_URL`, `_USERNAME`, `_PASSWORD`.
public final class MigrateMain {
    private static final String PREFIX = "QUARKUS_DATASOURCE_";
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private MigrateMain() {}

    public static void main(String... args) {
        System.exit(run(System.getenv()));
    }

    /// @return the exit code: 0 up to date, 1 the database does not answer or refuses, 2 a setting is absent or wrong
    static int run(Map<String, String> environment) {
        for (String name : new String[] {"JDBC_URL", "USERNAME", "PASSWORD"}) {
            if (environment.getOrDefault(PREFIX + name, "").isBlank()) {
                System.err.println("migrate: " + PREFIX + name + " is not set; it is that of the services");
                return WRONG_USE;
            }
        }
        try {
            int scripts = Migrations.run(
                    environment.getOrDefault(PREFIX + "JDBC_URL", ""),
                    environment.getOrDefault(PREFIX + "USERNAME", ""),
                    environment.getOrDefault(PREFIX + "PASSWORD", ""));
            System.out.println(scripts == 0 ? "the schema is up to date" : scripts + " scripts were run");
            return 0;
        } catch (MigrationException e) {
            System.err.println("migrate: " + e.getMessage());
            return FAILED;
        } catch (IllegalArgumentException e) {
            System.err.println("migrate: " + e.getMessage());
            return WRONG_USE;
        }
    }
}
