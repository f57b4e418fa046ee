package io.waddleperf.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/// The servers of a test suite: real, started once, and fresh where a test wants it.
class TestServersIT {
    @Test
    void startsOneBrokerForAllClassLoaders() throws Exception {
        var bootstrap = TestServers.kafka();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            assertEquals(
                    1, admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size());
        }
        assertEquals(bootstrap, TestServers.kafka());
        try (var other = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            var copy = other.loadClass(TestServers.class.getName());
            assertNotSame(TestServers.class, copy);
            assertEquals(bootstrap, copy.getMethod("kafka").invoke(null));
        }
    }

    @Test
    void givesEachTestADatabaseOfItsOwn() throws Exception {
        var first = TestServers.freshDatabase();
        var second = TestServers.freshDatabase();
        assertNotEquals(first.jdbcUrl(), second.jdbcUrl());
        assertEquals(TestServers.database(), TestServers.database());

        createTable(first);
        createTable(second);
    }

    private static void createTable(TestDatabase database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE only_once (id INT PRIMARY KEY)");
            assertTrue(database.jdbcUrl().contains("/" + connection.getCatalog() + "?"), database::jdbcUrl);
        }
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(TestServersIT::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
