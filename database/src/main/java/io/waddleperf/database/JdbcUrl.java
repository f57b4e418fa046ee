package io.waddleperf.database;

import java.util.Arrays;
import java.util.Optional;
import java.util.StringJoiner;

/// A URL of MariaDB's driver, in which no wait is without a limit.
///
/// The driver waits for ever for the answer of a server that hangs, unless its URL says otherwise.
public final class JdbcUrl {
    /// The setting of the services that has it.
    public static final String SETTING = "quarkus.datasource.jdbc.url";

    private static final String DRIVER = "jdbc:mariadb:";
    private static final String CONNECT = "connectTimeout";
    private static final String SOCKET = "socketTimeout";
    private static final int CONNECT_MS = 2_000;

    /// Of a single server: longer than any change of the schema.
    private static final int SOCKET_MS = 60_000;

    /// Where there is another node to go to: longer than the cluster needs to give up a lost one.
    private static final int SOCKET_OF_SEVERAL_MS = 8_000;

    private JdbcUrl() {}

    /// The same URL with the limits that it lacks; one that is no URL of this driver as it is.
    ///
    /// @throws IllegalArgumentException where it asks for a wait without end
    public static String bounded(String url) {
        if (!url.startsWith(DRIVER)) {
            return url;
        }
        int mark = url.indexOf('?');
        String hosts = mark < 0 ? url : url.substring(0, mark);
        String options = mark < 0 ? "" : url.substring(mark + 1);
        var all = new StringJoiner("&", hosts + '?', "");
        if (!options.isEmpty()) {
            all.add(options);
        }
        lacking(options, CONNECT, CONNECT_MS).ifPresent(all::add);
        lacking(options, SOCKET, hosts.contains(",") ? SOCKET_OF_SEVERAL_MS : SOCKET_MS)
                .ifPresent(all::add);
        return all.toString();
    }

    private static Optional<String> lacking(String options, String name, int ms) {
        var written = Arrays.stream(options.split("&"))
                .map(option -> option.split("=", 2))
                .filter(option -> option[0].equalsIgnoreCase(name))
                .map(option -> option.length == 1 ? "" : option[1].strip())
                .findFirst();
        written.ifPresent(value -> requireEnd(name, value, ms));
        return written.isPresent() ? Optional.empty() : Optional.of(name + '=' + ms);
    }

    /// The URL itself may hold a password.
    private static void requireEnd(String name, String value, int ms) {
        if (!value.matches("0*[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(name + '=' + value + " in the database's URL (" + SETTING
                    + "): a server that hangs would be waited for without end; write milliseconds, such as " + ms
                    + ", or leave it out for these");
        }
    }
}
