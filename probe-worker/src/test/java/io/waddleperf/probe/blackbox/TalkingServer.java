package io.waddleperf.probe.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A server that keeps to a script with each client, then closes: `> ` a line that it says, `< ` one that
/// it waits for, `!` TLS begins. With another line than the one that it waits for it closes at once.
final class TalkingServer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<String> script;
    private final @Nullable SSLContext identity;

    private TalkingServer(ServerSocket listener, List<String> script, @Nullable SSLContext identity) {
        this.listener = listener;
        this.script = script;
        this.identity = identity;
    }

    static TalkingServer plain(InetAddress host, String... script) throws IOException {
        return start(new ServerSocket(0, 16, host), List.of(script), null);
    }

    static TalkingServer becomingTls(InetAddress host, SSLContext identity, String... script) throws IOException {
        return start(new ServerSocket(0, 16, host), List.of(script), identity);
    }

    static TalkingServer overTls(InetAddress host, SSLContext identity, String... script) throws IOException {
        return start(identity.getServerSocketFactory().createServerSocket(0, 16, host), List.of(script), identity);
    }

    private static TalkingServer start(ServerSocket listener, List<String> script, @Nullable SSLContext identity) {
        var server = new TalkingServer(listener, script, identity);
        Thread.ofVirtual().start(server::acceptAll);
        return server;
    }

    String address() {
        return listener.getInetAddress().getHostAddress() + ':' + listener.getLocalPort();
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            client.setSoTimeout(20_000);
            Socket connection = client;
            var reader = reader(connection);
            for (String step : script) {
                if (step.equals("!") && identity != null) {
                    var tls = (javax.net.ssl.SSLSocket)
                            identity.getSocketFactory().createSocket(client, null, client.getPort(), false);
                    tls.setUseClientMode(false);
                    connection = tls;
                    reader = reader(connection);
                } else if (step.startsWith("> ")) {
                    connection
                            .getOutputStream()
                            .write((step.substring(2) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                } else if (!step.substring(2).equals(reader.readLine())) {
                    return;
                }
            }
            connection.shutdownOutput();
            reader.readLine(); // so that no reset takes away what was said
        } catch (IOException e) {
            // the client went
        }
    }

    private static BufferedReader reader(Socket connection) throws IOException {
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    }
}
