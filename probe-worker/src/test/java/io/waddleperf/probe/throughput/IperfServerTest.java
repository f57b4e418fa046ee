package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.testkit.Await;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients may do that are slow, greedy or none at all.
class IperfServerTest {
    private final ThroughputLoad load = new ThroughputLoad(System::nanoTime);
    private IperfServer server;

    @BeforeEach
    void start() throws IOException {
        server = Specs.server(load);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsASecondClientThatItIsBusy() throws Exception {
        try (var first = client();
                var second = client()) {
            first.begin();
            second.control.send(second.cookie);
            assertEquals(State.ACCESS_DENIED, second.next());
            assertThrows(EOFException.class, second::next);
        }
        servesAgain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: example.net\r\nAccept: */*\r\n\r\n", "\0\0\0"})
    void answersNothingToWhatIsNoClient(String garbage) throws Exception {
        try (var client = client()) {
            client.raw(garbage);
            client.socket.shutdownOutput();
            assertThrows(IOException.class, client::next);
        }
        servesAgain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"tcp\":", "[1]", "null", "\"tcp\"", "{\"sctp\":true}", "1e9999", "[[[[[[[[["})
    void closesOnParametersThatMakeNoSense(String json) throws Exception {
        try (var client = client()) {
            client.begin();
            client.raw(ByteBuffer.allocate(4).putInt(json.length()).array());
            client.raw(json);
            assertThrows(IOException.class, client::next);
        }
        servesAgain();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 65_537, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void readsNoMessageOfAnImpossibleLength(int length) throws Exception {
        try (var client = client()) {
            client.begin();
            client.raw(ByteBuffer.allocate(4).putInt(length).array());
            assertThrows(EOFException.class, client::next);
        }
        servesAgain();
    }

    @Test
    void saysWhatIsTooMuch() throws Exception {
        var greedy = List.<Map<String, Object>>of(
                Map.of("tcp", true, "parallel", 17, "time", 1),
                Map.of("tcp", true, "parallel", 0, "time", 1),
                Map.of("udp", true, "parallel", 1, "time", 61),
                Map.of("tcp", true, "parallel", 1, "time", 1, "omit", 11));
        for (var parameters : greedy) {
            try (var client = client()) {
                client.begin();
                client.ask(parameters);
                var error = assertThrows(Control.ServerError.class, client::next);
                assertTrue(String.valueOf(error.getMessage()).matches(".*iperf3's error [56]"), error::toString);
            }
        }
        servesAgain();
    }

    @Test
    void isFreeAgainWhenAClientLeavesInTheMiddle() throws Exception {
        try (var client = client()) {
            client.begin();
            client.ask(Map.of("tcp", true, "parallel", 2, "time", 60, "reverse", true));
            assertEquals(State.CREATE_STREAMS, client.next());
            try (var one = client();
                    var two = client();
                    var stranger = client()) {
                stranger.control.send(stranger.cookie);
                assertEquals(State.ACCESS_DENIED, stranger.next(), "another cookie is another test");
                one.control.send(client.cookie);
                two.control.send(client.cookie);
                assertEquals(State.TEST_START, client.next());
                assertEquals(State.TEST_RUNNING, client.next());
                assertTrue(load.within(0));
            }
        }
        Await.until("it has ended", Duration.ofSeconds(10), () -> !load.within(0));
        servesAgain();
    }

    /// By a clock that is fast: 15 s are one and a half.
    @Test
    void givesUpOnATestInWhichNothingMoves() throws Exception {
        try (var fast = IperfServer.start(
                        new InetSocketAddress(Specs.LOOPBACK, 0), load, () -> 10 * System.nanoTime());
                var client = new TestClient(fast.address().getPort());
                var stream = new TestClient(fast.address().getPort())) {
            client.begin();
            client.ask(Map.of("tcp", true, "parallel", 1, "time", 60));
            assertEquals(State.CREATE_STREAMS, client.next());
            stream.control.send(client.cookie);
            assertEquals(State.TEST_START, client.next());
            assertEquals(State.TEST_RUNNING, client.next());
            var error = assertThrows(Control.ServerError.class, client::next);
            assertTrue(String.valueOf(error.getMessage()).endsWith("iperf3's error 144"), error::toString);
        }
        Await.until("it is free", Duration.ofSeconds(10), () -> !load.within(0));
    }

    @Test
    void isNotLoadedByAClientThatOnlyAsks() throws Exception {
        try (var client = client()) {
            client.begin();
            assertFalse(load.within(60_000_000));
            client.ask(Map.of("tcp", true, "parallel", 1, "time", 60));
            assertEquals(State.CREATE_STREAMS, client.next());
            assertFalse(load.within(60_000_000));
        }
    }

    @Test
    void hearsTheEndOfATestInTheTimeThatDoesNotCount() throws Exception {
        try (var client = client();
                var stream = client()) {
            client.begin();
            client.ask(Map.of("tcp", true, "parallel", 1, "time", 1, "omit", 10));
            assertEquals(State.CREATE_STREAMS, client.next());
            stream.control.send(client.cookie);
            assertEquals(State.TEST_START, client.next());
            assertEquals(State.TEST_RUNNING, client.next());
            client.control.send(State.TEST_END);
            assertEquals(State.EXCHANGE_RESULTS, client.next());
        }
    }

    @Test
    void takesNoStreamThatComesWhenItsDoorsAreClosed() throws Exception {
        var parameters = Parameters.of(new Message(Map.of("tcp", true, "parallel", 1, "time", 1)));
        var doors = Doors.open(parameters, server.address(), Specs.LOOPBACK, System::nanoTime);
        try (var late = SocketChannel.open()) {
            doors.close();
            assertFalse(doors.offer(1, late), "nobody would close it");
        }
    }

    @Test
    void leavesRoomForOthersWhereOneSourceHoldsAllThatItMay() throws Exception {
        var held = new ArrayList<Socket>();
        try {
            for (int i = 0; i < IperfServer.MOST_OF_SOURCE; i++) {
                held.add(connected("127.0.0.2"));
            }
            try (var tooMany = connected("127.0.0.2")) {
                assertEquals(-1, tooMany.getInputStream().read(), "it is hung up on");
            }
            servesAgain();
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void endsTheTestThatRunsWhenItIsClosed() throws Exception {
        try (var client = client()) {
            client.begin();
            server.close();
            assertThrows(IOException.class, client::next);
        }
        Await.until("it has ended", Duration.ofSeconds(10), () -> !load.within(0));
    }

    /// Whose test it is, is known by the control connection: else one packet with a false sender would
    /// turn the stream of data on somebody else.
    @Test
    void opensUdpStreamsToTheClientsOwnAddressOnly() throws Exception {
        try (var client = client();
                var stranger = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
                var own = new DatagramSocket(new InetSocketAddress(Specs.LOOPBACK, 0))) {
            client.begin();
            client.ask(Map.of("udp", true, "parallel", 1, "time", 1, "reverse", true, "bandwidth", 1_000_000));
            assertEquals(State.CREATE_STREAMS, client.next());
            stranger.setSoTimeout(200);
            own.setSoTimeout(5_000);
            assertThrows(SocketTimeoutException.class, () -> asked(stranger, UdpWord.QUESTION));
            own.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, () -> asked(own, 17), "no question of iperf3");
            own.setSoTimeout(5_000);
            assertArrayEquals(UdpWord.of(UdpWord.OLD_ANSWER).array(), asked(own, UdpWord.OLD_QUESTION));
            assertEquals(State.TEST_START, client.next());
        }
    }

    private byte[] asked(DatagramSocket socket, int question) throws IOException {
        socket.send(new DatagramPacket(UdpWord.of(question).array(), Integer.BYTES, server.address()));
        var answer = new DatagramPacket(new byte[2_048], 2_048);
        socket.receive(answer);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    private Socket connected(String from) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(server.address());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private TestClient client() throws IOException {
        return new TestClient(server.address().getPort());
    }

    private void servesAgain() throws InterruptedException {
        var spec = Specs.tcp("forward", 1, 10_000L, null);
        var measured = Specs.run(Specs.prober(), spec, server.address().getPort());
        assertEquals(new Outcome.Measured(), measured.outcome());
    }
}
