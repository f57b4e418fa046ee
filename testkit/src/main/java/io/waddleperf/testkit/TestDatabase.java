package io.waddleperf.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.mariadb.jdbc.Driver;
import org.mariadb.jdbc.MariaDbDataSource;

/// A database for tests and how to log in to it.
public record TestDatabase(String jdbcUrl, String user, String password) {
    /// A new connection, which the caller closes.
    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        // Not through DriverManager, which hides drivers of other class loaders.
        return new Driver().connect(jdbcUrl, properties);
    }

    /// Gives a new connection to each who asks; it keeps none.
    public MariaDbDataSource source() throws SQLException {
        var source = new MariaDbDataSource(jdbcUrl);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    TestDatabase named(String database) {
        return new TestDatabase(jdbcUrl.replaceFirst("(//[^/]+/)[^?]*", "$1" + database), user, password);
    }
}
