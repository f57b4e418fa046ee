package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.testkit.TestServers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a job runs before an upgrade.
class MigrateMainIT {
    @Test
    void bringsTheSchemaUpToDateByTheSettingsOfAService() throws Exception {
        var test = TestServers.freshDatabase();
        var environment = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", test.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", test.user(),
                "QUARKUS_DATASOURCE_PASSWORD", test.password());
        assertEquals(0, MigrateMain.run(environment));
        assertTrue(Migrations.upToDate(Databases.of(test)));
        assertEquals(0, MigrateMain.run(environment), "a second time there is nothing to do");
        var nowhere = new HashMap<>(environment);
        nowhere.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:mariadb://127.0.0.1:1/waddleperf?connectTimeout=500");
        assertEquals(1, MigrateMain.run(nowhere));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDBC_URL", "USERNAME", "PASSWORD"})
    void saysWhichSettingIsAbsent(String absent) {
        var environment = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:mariadb://127.0.0.1:1/waddleperf",
                "QUARKUS_DATASOURCE_USERNAME", "waddleperf",
                "QUARKUS_DATASOURCE_PASSWORD", "secret"));
        environment.remove("QUARKUS_DATASOURCE_" + absent);
        assertEquals(2, MigrateMain.run(environment));
    }
}
