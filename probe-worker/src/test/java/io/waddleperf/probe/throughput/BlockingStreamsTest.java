package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The streams' sockets wait in the kernel: one that waits in the JVM needs three calls for each block.
class BlockingStreamsTest {
    @BeforeEach
    void needsLinux() {
        assumeTrue(Files.exists(KernelSockets.TCP), "no /proc/net/tcp");
    }

    @Test
    void soDoThoseOfTheClientThoughAVirtualThreadOpensThem() throws Exception {
        try (var listener = ServerSocketChannel.open().bind(new InetSocketAddress(Specs.LOOPBACK, 0))) {
            var address = (InetSocketAddress) listener.getLocalAddress();
            var cookie = Cookie.random(new Random(7));
            var parameters = Parameters.of(Specs.tcp("both", 1));
            var opening = new FutureTask<>(() -> {
                var streams = new Opening(address, cookie, parameters, System::nanoTime).open(Budget.of(null));
                streams.open();
                return streams;
            });
            Thread.startVirtualThread(opening);
            try (var streams = opening.get(20, TimeUnit.SECONDS)) {
                for (var stream : streams.all()) {
                    try (var taken = listener.accept()) {
                        assertTrue(cookie.same(read(taken)));
                        assertTrue(KernelSockets.block(port(taken), address.getPort()), () -> "stream " + stream.id());
                    }
                }
                assertEquals(2, streams.all().size());
            }
        }
    }

    private static Cookie read(SocketChannel channel) throws IOException {
        return Cookie.read(new DataInputStream(channel.socket().getInputStream()));
    }

    private static int port(SocketChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getRemoteAddress()).getPort();
    }

    @Test
    void soDoThoseOfTheServer() throws Exception {
        try (var server = Specs.server(new ThroughputLoad(System::nanoTime));
                var client = new TestClient(server.address().getPort());
                var stream = new TestClient(server.address().getPort())) {
            client.begin();
            client.ask(Map.of("tcp", true, "parallel", 1, "time", 1));
            assertEquals(State.CREATE_STREAMS, client.next());
            stream.control.send(client.cookie);
            assertEquals(State.TEST_START, client.next());
            assertTrue(KernelSockets.block(server.address().getPort(), stream.socket.getLocalPort()));
        }
    }
}
