package io.waddleperf.probe.nativenet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollLoopTest {
    private PollLoop loop;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Libc.available(), "native sockets need 64-bit Linux");
        loop = PollLoop.start(System::nanoTime);
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void runsTimersInTheOrderOfTheirTimes() throws Exception {
        var order = new CompletableFuture<List<Integer>>();
        loop.execute(on -> {
            var ran = new ArrayList<Integer>();
            long now = on.nanos();
            on.at(now + 3_000_000, () -> {
                ran.add(3);
                order.complete(ran);
            });
            on.at(now + 1_000_000, () -> ran.add(1));
            on.at(now + 1_000_000, () -> ran.add(2));
        });
        assertEquals(List.of(1, 2, 3), order.get(5, TimeUnit.SECONDS));
    }

    @Test
    void goesOnAfterATaskThatThrows() throws Exception {
        var next = new CompletableFuture<String>();
        loop.execute(on -> {
            throw new IllegalStateException("expected by the test");
        });
        loop.execute(on -> next.complete("alive"));
        assertEquals("alive", next.get(5, TimeUnit.SECONDS));
    }

    @Test
    void givesErrorNumbersAsValues() throws Exception {
        var errors = new CompletableFuture<List<Integer>>();
        loop.execute(on -> {
            try (var arena = Arena.ofConfined()) {
                int noFamily = on.libc().socket(9_999, Linux.SOCK_DGRAM, 0);
                int fd = on.libc().socket(Linux.AF_INET, Linux.SOCK_STREAM, 0);
                int refused = on.libc().connect(fd, SocketAddress.of(arena, InetAddress.ofLiteral("127.0.0.1"), 1));
                on.close(fd);
                errors.complete(List.of(noFamily, refused));
            }
        });
        assertEquals(List.of(-Errno.EAFNOSUPPORT, -Errno.ECONNREFUSED), errors.get(5, TimeUnit.SECONDS));
        assertEquals("EAFNOSUPPORT (97)", Errno.name(Errno.EAFNOSUPPORT));
        assertTrue(Errno.noRoute(Errno.ENETUNREACH));
    }
}
