package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When a mail counts as sent.
class MailSenderTest {
    private static final SSLSocketFactory TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();

    private final AtomicBoolean taken = new AtomicBoolean();

    @Test
    void takesAMailForSentThoughTheServerResetsOnQuit() throws Exception {
        exchange("250 taken");
        assertTrue(taken.get());
    }

    @Test
    void takesAMailForRefusedThoughTheServerResetsOnQuit() {
        var refused = assertThrows(IOException.class, () -> exchange("554 no"));
        assertTrue(String.valueOf(refused.getMessage()).contains("554 no"), refused::getMessage);
    }

    private void exchange(String answer) throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var door = new Door(true, Duration.ofSeconds(5), InetAddress::getAllByName, TLS)) {
            var serving = Thread.ofVirtual().start(() -> serve(server, answer));
            var channel = new ChannelSpec.Email(
                    "mail",
                    "127.0.0.1",
                    server.getLocalPort(),
                    ChannelSpec.Security.PLAIN,
                    "w@example.net",
                    List.of("ops@example.net"),
                    null,
                    null);
            var incident = Incidents.sample().open();
            var message = Message.of("g", List.of(new Fact(Transition.OPENED, 1, "mail", incident)));
            try {
                new MailSender(door, new Mail(new Story("https://waddle.example")))
                        .send(channel, message, Incidents.AT);
            } finally {
                serving.join();
            }
        }
    }

    private void serve(ServerSocket server, String answer) {
        try (var socket = server.accept();
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            say(socket, "220 here");
            @Nullable String line = in.readLine();
            for (; line != null && !line.equals("QUIT"); line = in.readLine()) {
                if (line.equals("DATA")) {
                    say(socket, "354 go on");
                    while (!".".equals(in.readLine())) {
                        // the mail
                    }
                    taken.set(answer.startsWith("250"));
                    say(socket, answer);
                } else {
                    say(socket, "250 yes");
                }
            }
            socket.setSoLinger(true, 0); // close() resets
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }
}
