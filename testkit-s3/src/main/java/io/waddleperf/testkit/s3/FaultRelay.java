package io.waddleperf.testkit.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Stands before a server on 127.0.0.1 and lets faults happen to what goes through.
public final class FaultRelay implements AutoCloseable {
    private static final int DRAIN_MS = 500;

    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Fault fault = new Fault.None();
    private volatile ServerSocket listener;

    /// What passes one way of a connection.
    ///
    /// @param most  bytes in all; [#ALL] has no end
    /// @param piece so many bytes at a time at most
    /// @param pause before each piece
    private record Way(int most, int piece, Duration pause) {
        static final int ALL = Integer.MAX_VALUE;
        static final Way OPEN = new Way(ALL, 8192, Duration.ZERO);

        static Way cutAfter(int bytes) {
            return new Way(bytes, OPEN.piece, Duration.ZERO);
        }

        static Way slow(Duration pause, int bytes) {
            return new Way(ALL, bytes, pause);
        }

        boolean ends() {
            return most != ALL;
        }

        void rest() {
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /// @param target the server's port
    public FaultRelay(int target) throws IOException {
        this.target = target;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
        accept(listener);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// How many connections were made since it was asked last.
    public int connections() {
        return connections.getAndSet(0);
    }

    /// From now on; connections that stand are closed.
    public void set(Fault next) throws IOException {
        fault = next;
        if (next instanceof Fault.Refuses) {
            listener.close();
        } else if (listener.isClosed()) {
            listener = listen(port);
            accept(listener);
        }
        closeConnections();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeConnections();
    }

    private void closeConnections() {
        open.forEach(FaultRelay::cut);
        open.clear();
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void accept(ServerSocket on) {
        Thread.startVirtualThread(() -> {
            while (!on.isClosed()) {
                try {
                    var client = on.accept();
                    connections.incrementAndGet();
                    Thread.startVirtualThread(() -> serve(client));
                } catch (IOException e) {
                    // closed, or a client that went away at once
                }
            }
        });
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            switch (fault) {
                case Fault.None() -> relay(client, Way.OPEN, Way.OPEN);
                case Fault.Refuses() -> cut(client);
                case Fault.Answers(int status, String code) -> answer(client, status, code);
                case Fault.Silent() -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
                case Fault.Slow(Duration pause, int bytes) ->
                    relay(client, Way.slow(pause, bytes), Way.slow(pause, bytes));
                case Fault.SlowAnswer(Duration pause, int bytes) -> relay(client, Way.OPEN, Way.slow(pause, bytes));
                case Fault.Cuts(int afterBytes) -> relay(client, Way.cutAfter(afterBytes), Way.OPEN);
                case Fault.CutsAnswer(int afterBytes) -> relay(client, Way.OPEN, Way.cutAfter(afterBytes));
                case Fault.LosesAnswer() -> relay(client, Way.OPEN, Way.cutAfter(0));
            }
        } catch (IOException e) {
            // the client hears of it by the end of its connection
        } finally {
            open.remove(client);
        }
    }

    private void relay(Socket client, Way there, Way back) throws IOException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(server);
            var answers = Thread.startVirtualThread(() -> answers(server, client, back));
            pump(client.getInputStream(), server.getOutputStream(), there);
            if (there.ends()) {
                cut(server);
                cut(client);
            }
            server.shutdownOutput();
            answers.join();
            open.remove(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What goes ahead of an answer ("100 Continue") does not count.
    private static void answers(Socket server, Socket client, Way way) {
        try (server;
                client) {
            var buffer = new byte[way.piece()];
            int left = way.most();
            int got;
            while ((got = server.getInputStream().read(buffer)) > 0) {
                way.rest();
                boolean goAhead = new String(buffer, 0, Math.min(got, 12), StandardCharsets.ISO_8859_1).endsWith("100");
                int passed = goAhead ? got : Math.min(left, got);
                client.getOutputStream().write(buffer, 0, passed);
                if (passed < got) {
                    cut(client);
                    return;
                }
                left -= goAhead || !way.ends() ? 0 : got;
            }
        } catch (IOException e) {
            // either end may go
        }
    }

    private static void pump(InputStream in, OutputStream out, Way way) throws IOException {
        var buffer = new byte[way.piece()];
        int left = way.most();
        int got;
        while (left > 0 && (got = in.read(buffer, 0, Math.min(buffer.length, left))) > 0) {
            way.rest();
            out.write(buffer, 0, got);
            left -= way.ends() ? got : 0;
        }
    }

    private static void answer(Socket client, int status, String code) throws IOException {
        var in = client.getInputStream();
        readHead(in);
        var body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>made by a test</Message></Error>";
        var head = "HTTP/1.1 " + status + " Fault\r\nContent-Type: application/xml\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        client.setSoTimeout(DRAIN_MS);
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static void readHead(InputStream in) throws IOException {
        int last4 = 0;
        int next;
        while (last4 != 0x0D0A0D0A && (next = in.read()) >= 0) {
            last4 = last4 << 8 | next;
        }
    }

    /// Without the farewell of TCP.
    private static void cut(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // it is closed already
        }
    }
}
