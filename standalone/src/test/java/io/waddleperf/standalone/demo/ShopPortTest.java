package io.waddleperf.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ShopPortTest {
    @Test
    void keepsItsPortAfterAnAttemptThatFailed() throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var port = new ShopPort(threads, ShopPort::close);
            try {
                port.listen();
                port.close();
                ServerSocket other = bind(port.number());
                assertThrows(IOException.class, port::refuse);
                other.close();
                port.refuse();
                assertThrows(IOException.class, () -> bind(port.number()).close());
            } finally {
                port.close();
            }
        }
    }

    private static ServerSocket bind(int number) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), number));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
