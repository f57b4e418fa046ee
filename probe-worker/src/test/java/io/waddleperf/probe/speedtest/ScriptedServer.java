package io.waddleperf.probe.speedtest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A web server whose `empty.php` answers GETs as it should, and all else as a test says.
final class ScriptedServer implements AutoCloseable {
    /// What happens after a request's head.
    @FunctionalInterface
    interface Script {
        /// @return whether the connection is kept
        boolean play(String request, InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 64, Speeds.LOOPBACK);
    private final Script script;

    ScriptedServer(Script script) throws IOException {
        this.script = script;
        Thread.startVirtualThread(this::acceptAll);
    }

    /// That says the same bytes to each, and closes.
    static ScriptedServer saying(String answer) throws IOException {
        return new ScriptedServer((_, _, out) -> {
            say(out, answer);
            return false;
        });
    }

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void acceptAll() {
        try {
            while (true) {
                var client = server.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException e) {
            return; // the test is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(20_000);
            boolean kept = true;
            while (kept) {
                String request = head(client.getInputStream());
                if (request.startsWith("GET /backend/empty.php?r=") || request.startsWith("GET /backend/getIP.php")) {
                    say(client.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                } else {
                    kept = script.play(request, client.getInputStream(), client.getOutputStream());
                }
            }
        } catch (IOException e) {
            return; // the client hung up
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
