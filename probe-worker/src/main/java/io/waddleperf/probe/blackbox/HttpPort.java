package io.waddleperf.probe.blackbox;

import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A small HTTP/1.1 server (RFC 9112) for questions without a body: a thread a connection, which stays
/// on it. The JDK's server hands each request over twice, which made a scrape dearer.
///
/// At most 256 connections; one that says nothing for 90 s is closed.
final class HttpPort implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HttpPort.class.getName());
    private static final int BACKLOG = 128;
    private static final int MOST_CONNECTIONS = 256;

    /// So many connections have a platform thread each: what waits for the kernel itself is handed over
    /// once less than a virtual one, a sixth of a scrape's cost. The others have virtual ones.
    private static final int MOST_THREADS = 16;

    private static final long MOST_IDLE_NANOS = 90_000_000_000L;
    private static final long LOOK_EVERY_MS = 5_000;

    /// Makes the reply to one request.
    @FunctionalInterface
    interface Handler {
        Reply reply(HttpRequestHead request) throws InterruptedException;
    }

    record Reply(int status, String contentType, String text) {
        private static String reason(int status) {
            return switch (status) {
                case 200 -> "OK";
                case 400 -> "Bad Request";
                case 403 -> "Forbidden";
                case 404 -> "Not Found";
                case 405 -> "Method Not Allowed";
                default -> "Service Unavailable";
            };
        }

        /// @param bodyless as the answer to HEAD is
        private byte[] bytes(boolean close, boolean bodyless) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 " + status + ' ' + reason(status) + "\r\nContent-Type: " + contentType
                    + "\r\nContent-Length: " + body.length + (close ? "\r\nConnection: close" : "") + "\r\n\r\n";
            byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
            byte[] all = java.util.Arrays.copyOf(first, first.length + (bodyless ? 0 : body.length));
            System.arraycopy(body, 0, all, first.length, all.length - first.length);
            return all;
        }
    }

    /// One connection, and since when it is quiet.
    private static final class Connection {
        private final Socket socket;
        private volatile long heardNanos;
        private volatile boolean asked;

        Connection(Socket socket, long nowNanos) {
            this.socket = socket;
            this.heardNanos = nowNanos;
        }
    }

    private final ServerSocket server;
    private final Handler handler;
    private final Ticker ticker;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore threads = new Semaphore(MOST_THREADS);

    private HttpPort(ServerSocket server, Handler handler, Ticker ticker) {
        this.server = server;
        this.handler = handler;
        this.ticker = ticker;
    }

    static HttpPort start(InetSocketAddress at, Handler handler, Ticker ticker) throws IOException {
        var server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(at, BACKLOG);
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot listen on " + at + ": " + e.getMessage(), e);
        }
        var port = new HttpPort(server, handler, ticker);
        Thread.ofVirtual().name("blackbox-accept").start(port::accept);
        Thread.ofVirtual().name("blackbox-idle").start(port::closeIdle);
        return port;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "closing", e);
        }
        connections.forEach(one -> close(one.socket));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                var connection = new Connection(socket, ticker.nanos());
                connections.add(connection);
                if (connections.size() > MOST_CONNECTIONS || server.isClosed()) {
                    connections.remove(connection);
                    close(socket);
                } else {
                    begin(connection);
                }
            } catch (IOException e) {
                LOG.log(server.isClosed() ? Level.FINE : Level.WARNING, "accepting", e);
                if (over(100)) { // without files left, not in a hot loop
                    return;
                }
            }
        }
    }

    private void begin(Connection connection) {
        if (!threads.tryAcquire()) {
            Thread.ofVirtual().name("blackbox").start(() -> serve(connection));
            return;
        }
        Thread.ofPlatform().name("blackbox").daemon().start(() -> {
            try {
                serve(connection);
            } finally {
                threads.release();
            }
        });
    }

    private void serve(Connection connection) {
        try (var socket = connection.socket) {
            socket.setTcpNoDelay(true);
            var reader = new HttpRequestReader(socket.getInputStream());
            boolean open = true;
            while (open) {
                var request = reader.next();
                if (request.isEmpty()) {
                    return;
                }
                connection.asked = true;
                open = request.get().keepsOpen();
                var reply = handler.reply(request.get());
                boolean bodyless = request.get().method().equals("HEAD");
                connection.heardNanos = ticker.nanos();
                connection.asked = false; // a reply that nobody takes is given up as silence is
                socket.getOutputStream().write(reply.bytes(!open, bodyless));
                connection.heardNanos = ticker.nanos();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "a connection broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private void closeIdle() {
        while (!over(LOOK_EVERY_MS)) {
            long now = ticker.nanos();
            connections.stream()
                    .filter(one -> !one.asked && now - one.heardNanos > MOST_IDLE_NANOS)
                    .forEach(one -> close(one.socket));
        }
    }

    private boolean over(long ms) {
        try {
            return closed.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "closing a connection", e);
        }
    }
}
