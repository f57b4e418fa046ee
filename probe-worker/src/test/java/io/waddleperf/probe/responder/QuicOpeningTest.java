package io.waddleperf.probe.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.waddleperf.probe.http2.Http2Exchange;
import io.waddleperf.probe.http3.Http3Exchange;
import io.waddleperf.probe.measure.Loopback;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a stranger gets by UDP: an address that was forged must not be flooded.
class QuicOpeningTest {
    private static final int QUIET_MS = 500;
    private static final int RETRY = 0xF0;
    private static final int MOST_DATAGRAM = 2_048;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    @Test
    void asksForTheAddressFirstAndSaysLessThanItWasAsked() throws Exception {
        byte[] opening = opening();
        try (var responder = new TestResponder(dir, System::nanoTime)) {
            var answers = answers(responder, opening);
            assertEquals(1, answers.size(), "one Retry, and no more until it comes back");
            assertEquals(RETRY, answers.getFirst()[0] & 0xF0);
            assertTrue(answers.getFirst().length < opening.length / 3);
        }
    }

    @Test
    void namesItsVersionsOnlyToWhomAsksAtLength() throws Exception {
        byte[] other = opening();
        ByteBuffer.wrap(other).putInt(1, 0x1A2A3A4A); // RFC 9000, 15: reserved to be unknown
        try (var responder = new TestResponder(dir, System::nanoTime)) {
            var answers = answers(responder, other);
            assertEquals(1, answers.size());
            assertEquals(0, ByteBuffer.wrap(answers.getFirst()).getInt(1), "version negotiation");
            assertTrue(answers.getFirst().length < other.length / 3);
            assertEquals(List.of(), answers(responder, Arrays.copyOf(other, DatagramGate.LEAST_OPENING_BYTES - 1)));
        }
    }

    @Test
    void saysNothingToWhatOpensNoConnection() throws Exception {
        byte[] opening = opening();
        byte[] handshake = opening.clone();
        handshake[0] = (byte) 0xE0;
        byte[] ofAConnection = opening.clone();
        ofAConnection[0] = 0x40;
        byte[] forged = new byte[1_200];
        forged[0] = (byte) 0xC0;
        forged[4] = 1;
        forged[5] = 8; // both ids of 8 bytes, and a token of 44
        forged[14] = 8;
        forged[23] = 44;
        try (var responder = new TestResponder(dir, System::nanoTime)) {
            for (byte[] each : List.of(
                    new byte[0],
                    new byte[] {(byte) 0xC0},
                    Arrays.copyOf(opening, DatagramGate.LEAST_OPENING_BYTES - 1),
                    handshake,
                    ofAConnection,
                    forged)) {
                assertEquals(0, answers(responder, each).size());
            }
        }
    }

    @Test
    void answersOnlySoManyOpeningsASecond() throws Exception {
        byte[] opening = opening();
        try (var responder = new TestResponder(dir, () -> 1);
                var socket = new DatagramSocket(new InetSocketAddress(TestResponder.LOOPBACK, 0))) {
            int most = QuicDoor.OPENINGS.perSource();
            int answered = 0;
            for (int i = 0; i < most; i++) { // each is waited for, so that no buffer runs over
                answered += answers(socket, responder.port(), opening, 1).size();
            }
            assertTrue(answered > most - 5 && answered <= most, () -> "some may be lost");
            for (int i = 0; i < 10; i++) {
                send(socket, responder.port(), opening);
            }
            assertTrue(answers(socket, responder.port(), opening, 1).size() <= most - answered);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', NOTHING",
        "c0, NOTHING",
        "40, OF_A_CONNECTION",
        "c00000000000000000, NOTHING",
        "e00000000100000000, OF_A_CONNECTION",
        "c00000000100000000, NOTHING",
        "e01a2a3a4a00000000, NOTHING",
    })
    void knowsWhatADatagramIs(String hex, DatagramGate.Kind kind) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        assertEquals(kind, DatagramGate.kind(Unpooled.wrappedBuffer(bytes)));
        if (bytes.length > 6 && ByteBuffer.wrap(bytes).getInt(1) != 0 && kind == DatagramGate.Kind.NOTHING) {
            byte[] padded = Arrays.copyOf(bytes, DatagramGate.LEAST_OPENING_BYTES);
            assertEquals(DatagramGate.Kind.OPENING, DatagramGate.kind(Unpooled.wrappedBuffer(padded)));
        }
    }

    @Test
    void believesItsOwnTokensForAWhileAndFromTheirAddress() {
        var nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may run over
        var tokens = new AddressTokens(nanos::get);
        var here = new InetSocketAddress(TestResponder.LOOPBACK, 4_433);
        var token = Unpooled.buffer();
        tokens.writeToken(token, Unpooled.wrappedBuffer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), here);
        assertTrue(token.readableBytes() <= tokens.maxTokenLength());
        int id = tokens.validateToken(token, here);
        assertEquals(1, token.getByte(id));
        assertEquals(token.readableBytes() - 8, id);
        assertEquals(-1, tokens.validateToken(token, new InetSocketAddress(TestResponder.LOOPBACK, 4_434)));
        assertEquals(-1, new AddressTokens(nanos::get).validateToken(token, here), "of another process");
        for (int i = 0; i < token.readableBytes(); i++) {
            var changed = token.copy();
            changed.setByte(i, changed.getByte(i) ^ 0x10);
            assertEquals(-1, tokens.validateToken(changed, here));
            assertEquals(-1, tokens.validateToken(token.slice(0, i), here));
        }
        nanos.addAndGet(31_000_000_000L);
        assertEquals(-1, tokens.validateToken(token, here), "too old");
    }

    /// What a client says first.
    private static byte[] opening() throws Exception {
        try (var socket = new DatagramSocket(new InetSocketAddress(TestResponder.LOOPBACK, 0))) {
            socket.setSoTimeout(10_000);
            var address = (InetSocketAddress) socket.getLocalSocketAddress();
            var client = Thread.ofPlatform().start(() -> connect(address));
            var packet = new DatagramPacket(new byte[MOST_DATAGRAM], MOST_DATAGRAM);
            socket.receive(packet);
            client.interrupt(); // nobody will answer it
            client.join();
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }
    }

    private static void connect(InetSocketAddress to) {
        var sink = new Http2Exchange.Sink() {
            @Override
            public void take(byte[] piece, int from, int length) {}

            @Override
            public boolean full() {
                return false;
            }
        };
        try (var exchange = new Http3Exchange(Loopback.deadline(10_000), sink)) {
            exchange.connect(
                    to,
                    "www.example.test",
                    io.waddleperf.probe.tls.Trust.ofJdk().refusing());
        } catch (IOException e) {
            // nobody answers
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<byte[]> answers(TestResponder responder, byte[] sent) throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(TestResponder.LOOPBACK, 0))) {
            return answers(socket, responder.port(), sent, Integer.MAX_VALUE);
        }
    }

    private static List<byte[]> answers(DatagramSocket socket, int port, byte[] sent, int most) throws IOException {
        socket.setSoTimeout(QUIET_MS);
        send(socket, port, sent);
        var answers = new ArrayList<byte[]>();
        try {
            while (answers.size() < most) {
                var packet = new DatagramPacket(new byte[MOST_DATAGRAM], MOST_DATAGRAM);
                socket.receive(packet);
                answers.add(Arrays.copyOf(packet.getData(), packet.getLength()));
            }
        } catch (SocketTimeoutException e) {
            // no more
        }
        return answers;
    }

    private static void send(DatagramSocket socket, int port, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(TestResponder.LOOPBACK, port)));
    }
}
