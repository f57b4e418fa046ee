package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Version;
import io.waddleperf.probe.throughput.ThroughputLoad;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponderTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private Responder responder;

    @BeforeEach
    void start() throws IOException {
        responder = start(0, 0);
    }

    @AfterEach
    void stop() {
        responder.close();
    }

    @Test
    void answersByPath() throws Exception {
        assertEquals(200, get("/").statusCode());
        assertEquals(503, get("/status/503").statusCode());
        assertEquals(204, get("/status/204").statusCode());
        assertEquals(400, get("/status/700").statusCode());
        assertEquals(404, get("/else").statusCode());
        assertEquals(100_000, get("/bytes/100000").body().length);
        assertEquals(0, get("/bytes/0").body().length);
        assertEquals(7, get("/bytes?a=1&n=7").body().length);
        assertEquals(400, get("/bytes?n=many").statusCode());
        assertEquals(200, get("/health").statusCode());
        var version = get("/version");
        assertEquals(
                "application/json", version.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                Version.current(InstantSource.system()).told("responder"),
                new String(version.body(), StandardCharsets.UTF_8));
        assertEquals(400, get("/bytes/99999999").statusCode());
        assertEquals(400, get("/delay/10001").statusCode());
        assertTrue(new String(get("/delay/1").body(), StandardCharsets.UTF_8).startsWith("1 ms"));
    }

    @Test
    void echoesWhatIsTooShortForStampAndAnswersNothingTooLarge() throws Exception {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(2_000);
            byte[] sent = {1, 2, 3};
            assertArrayEquals(sent, echo(socket, sent));
            socket.setSoTimeout(100);
            assertThrows(SocketTimeoutException.class, () -> echo(socket, new byte[9_000]));
        }
    }

    @Test
    void answersByStampAsLargeAsTheQuestion() throws Exception {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(2_000);
            byte[] question = new byte[1_400];
            Arrays.fill(question, 44, question.length, (byte) 7);
            question[3] = 5;
            for (int number = 0; number < 3; number++) {
                byte[] answer = echo(socket, question);
                assertEquals(1_400, answer.length);
                assertEquals(number, answer[3], "the reflector's own number");
                assertEquals(5, answer[27], "the sender's");
                assertEquals(7, answer[1_399], "padding comes back");
            }
        }
    }

    @Test
    void saysWhereItListens() throws Exception {
        assertEquals("127.0.0.1:" + responder.udpPort(), responder.addresses().udp());
        int taken = responder.udpPort();
        var complaint = assertThrows(IOException.class, () -> start(0, taken));
        assertTrue(String.valueOf(complaint.getMessage()).startsWith("UDP port " + taken + ": "), complaint::toString);
        int takenHttp = Integer.parseInt(responder.addresses().http().replaceAll(".*:", ""));
        complaint = assertThrows(IOException.class, () -> start(takenHttp, 0));
        assertTrue(
                String.valueOf(complaint.getMessage()).startsWith("HTTP port " + takenHttp + ": "),
                complaint::toString);
    }

    private static Responder start(int httpPort, int udpPort) throws IOException {
        return Responder.start(
                new Responder.At(
                        LOOPBACK,
                        httpPort,
                        OptionalInt.of(udpPort),
                        OptionalInt.of(0),
                        OptionalInt.of(0),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()),
                InstantSource.system(),
                System::nanoTime,
                new ThroughputLoad(System::nanoTime));
    }

    private byte[] echo(DatagramSocket socket, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(LOOPBACK, responder.udpPort())));
        var answer = new DatagramPacket(new byte[16_384], 16_384);
        socket.receive(answer);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create(responder.addresses().http() + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
