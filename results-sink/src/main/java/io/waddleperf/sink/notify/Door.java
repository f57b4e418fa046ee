package io.waddleperf.sink.notify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The only way out: every connection of the notifier goes through here.
///
/// A name is looked up once and the connection goes to the address that was looked at, so that a
/// name that changes its address between check and use gains nothing.
final class Door implements AutoCloseable {
    /// Asks the system for the addresses of a name.
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final boolean allowInside;
    private final Duration limit;
    private final Lookup lookup;
    private final SSLSocketFactory tls;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("notify-limits").factory());

    /// @param limit of a whole exchange, from the connection to its end
    /// @param tls   decides whom to trust
    Door(boolean allowInside, Duration limit, Lookup lookup, SSLSocketFactory tls) {
        this.tls = tls;
        this.allowInside = allowInside;
        this.limit = limit;
        this.lookup = lookup;
    }

    /// A connection that is cut when the limit has passed.
    record Connection(Socket socket, ScheduledFuture<?> cut) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            cut.cancel(false);
            socket.close();
        }
    }

    SSLSocketFactory tls() {
        return tls;
    }

    Duration limit() {
        return limit;
    }

    /// The first address that may be reached.
    ///
    /// @throws IOException says that there is none, and how to allow one
    InetAddress resolve(String host) throws IOException {
        for (var address : lookup.addresses(host)) {
            if (allowInside || !Inside.has(address)) {
                return InetAddress.getByAddress(host, address.getAddress()); // nobody asks for its name again
            }
        }
        throw new ConnectException("the address of " + host
                + " is inside this network; waddleperf.notifications.allow-inside=true allows that");
    }

    Connection connect(String host, int port) throws IOException {
        var address = resolve(host);
        var socket = new Socket();
        var cut = watchdog.schedule(() -> close(socket), limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            socket.connect(new InetSocketAddress(address, port), (int) Math.min(CONNECT.toMillis(), limit.toMillis()));
            return new Connection(socket, cut);
        } catch (IOException e) {
            cut.cancel(false);
            close(socket);
            throw new ConnectException(host + ":" + port + ": " + e.getMessage());
        }
    }

    /// TLS over a connection, with the certificate checked against the name.
    Connection secured(Connection plain, String host, int port) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain.socket(), host, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new Connection(socket, plain.cut());
    }

    private static void close(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException _) {
            // it is gone either way
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
    }
}
