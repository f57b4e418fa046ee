package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// As a service finds its settings.
class DatabaseUrlTest {
    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .withSources(new PropertiesConfigSource(settings, "of tests", 1_000))
                .build();
    }

    @Test
    void hasALimitForEachWait() {
        var config = config(Map.of(JdbcUrl.SETTING, "jdbc:mariadb://${host}/w", "host", "db"));
        assertEquals(
                "jdbc:mariadb://db/w?connectTimeout=2000&socketTimeout=60000",
                config.getValue(JdbcUrl.SETTING, String.class));
        assertEquals("db", config.getValue("host", String.class));
        assertTrue(
                config(Map.of()).getOptionalValue(JdbcUrl.SETTING, String.class).isEmpty());
    }

    @Test
    void refusesToWaitForEver() {
        var config = config(Map.of(JdbcUrl.SETTING, "jdbc:mariadb://db/w?socketTimeout=0"));
        assertThrows(IllegalArgumentException.class, () -> config.getValue(JdbcUrl.SETTING, String.class));
    }
}
