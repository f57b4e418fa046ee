package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where notifications may go, and how long an exchange may take.
class DoorTest {
    private static final SSLSocketFactory TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
                        "198.18.0.1",
                "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "::ffff:127.0.0.1",
                "64:ff9b::7f00:1", "64:ff9b:1::808:808", "2002:7f00:1::", "::127.0.0.1", "ff02::1"
            })
    void refusesWhatIsInside(String literal) throws Exception {
        assertTrue(Inside.has(InetAddress.getByName(literal)), literal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "8.8.8.8", "100.128.0.1", "172.32.0.1", "2001:db8::1", "64:ff9b::808:808"})
    void letsWhatIsOutsidePass(String literal) throws Exception {
        assertFalse(Inside.has(InetAddress.getByName(literal)), literal);
    }

    @Test
    void connectsToTheAddressThatItLookedAtAndAsksForItOnce() throws Exception {
        var asked = new AtomicInteger();
        Door.Lookup rebinding = _ -> {
            // outside when it is checked, inside when it would be looked up again
            var literal = asked.getAndIncrement() == 0 ? "192.0.2.1" : "127.0.0.1";
            return new InetAddress[] {InetAddress.getByName(literal)};
        };
        try (var door = new Door(false, Duration.ofSeconds(1), rebinding, TLS)) {
            assertEquals("192.0.2.1", door.resolve("evil.example").getHostAddress());
            var refused = assertThrows(IOException.class, () -> door.connect("evil.example", 80));
            assertTrue(String.valueOf(refused.getMessage()).contains("allow-inside=true"), refused::getMessage);
        }
        assertEquals(2, asked.get());
    }

    @Test
    void cutsAnExchangeThatDripsOn() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var door = new Door(true, Duration.ofMillis(400), InetAddress::getAllByName, TLS)) {
            var dripping = Thread.ofVirtual().start(() -> drip(server));
            long startNs = System.nanoTime();
            var url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            assertThrows(IOException.class, () -> new HttpPost(door).send(url, Map.of(), new byte[2]));
            assertTrue(System.nanoTime() - startNs < 3_000_000_000L);
            dripping.join(); // the cut ends it
        }
    }

    private static void drip(ServerSocket server) {
        try (var socket = server.accept()) {
            while (true) {
                socket.getOutputStream().write('H');
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
        } catch (IOException _) {
            // cut
        }
    }

    @Test
    void takesWhatIsNotOkForARefusalAndFollowsNoRedirect() throws Exception {
        for (var answer : List.of(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n",
                "HTTP/1.1 500 X\r\n\r\nno\u0007pe",
                "SSH-2.0\r\n",
                "")) {
            assertThrows(IOException.class, () -> exchange(answer), answer);
        }
        exchange("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        exchange("HTTP/1.0 200 OK\r\n\r\n");
    }

    private static void exchange(String answer) throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var door = new Door(true, Duration.ofSeconds(5), InetAddress::getAllByName, TLS)) {
            var answering = Thread.ofVirtual().start(() -> answer(server, answer));
            try {
                var url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x?y=1");
                new HttpPost(door).send(url, Map.of("X-A", "b\r\nX-Evil: c"), "{}".getBytes(US_ASCII));
            } finally {
                answering.join();
            }
        }
    }

    private static void answer(ServerSocket server, String answer) {
        try (var socket = server.accept()) {
            var request = new StringBuilder();
            while (!request.toString().endsWith("{}")) {
                request.append((char) socket.getInputStream().read());
            }
            assertFalse(request.toString().contains("\r\nX-Evil"), request::toString);
            socket.getOutputStream().write(answer.getBytes(US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
