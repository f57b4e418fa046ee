package io.waddleperf.probe.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.testkit.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AcceptLoopTest {
    private static final int MOST_OF_SOURCE = 2;
    private static final AcceptLoop.Bounds EVERYBODY = new AcceptLoop.Bounds(_ -> true, MOST_OF_SOURCE);

    private final AtomicInteger serving = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void goesOnWhenThereIsNoMemoryForAThread() throws Exception {
        var started = new AtomicInteger();
        ThreadFactory threads = work -> {
            if (started.getAndIncrement() < 2 * MOST_OF_SOURCE) { // and each leaves its place to the next
                throw new OutOfMemoryError("unable to create native thread");
            }
            return Thread.ofPlatform().daemon().unstarted(work);
        };
        try (var loop = start(threads)) {
            for (int i = 0; i < 2 * MOST_OF_SOURCE; i++) {
                assertEquals(-1, answer(loop), "it is told by an end, not left to wait");
            }
            end.countDown();
            assertEquals('!', answer(loop));
        }
    }

    @Test
    void takesSoManyOfASourceAndTheNextWhenOneHasGone() throws Exception {
        try (var loop = start(Thread.ofPlatform().daemon().factory());
                var _ = connected(loop);
                var _ = connected(loop)) {
            Await.equal(MOST_OF_SOURCE, Duration.ofSeconds(20), serving::get);
            assertEquals(-1, answer(loop));
            end.countDown();
            Await.equal(0, Duration.ofSeconds(20), serving::get);
            Await.until("the next is served", Duration.ofSeconds(20), () -> answer(loop) == '!');
        }
    }

    @Test
    void hangsUpOnWhoIsNoGuest() throws Exception {
        var guests = new AtomicBoolean();
        var bounds = new AcceptLoop.Bounds(_ -> guests.get(), 1);
        try (var loop = AcceptLoop.bind(loopback(), "test", bounds)) {
            loop.start((channel, _) -> {
                channel.write(ByteBuffer.wrap(new byte[] {'!'}));
                return false;
            });
            assertEquals(-1, answer(loop));
            assertEquals(-1, answer(loop), "and it takes no room");
            guests.set(true);
            assertEquals('!', answer(loop));
        }
    }

    @Test
    void goesOnAfterAServiceThatBreaks() throws Exception {
        try (var loop = AcceptLoop.bind(loopback(), "test", EVERYBODY, quiet())) {
            loop.start((_, _) -> {
                throw new IllegalStateException("broken");
            });
            for (int i = 0; i < 2 * MOST_OF_SOURCE; i++) {
                Await.until("it is hung up on", Duration.ofSeconds(20), () -> answer(loop) == -1);
            }
        }
    }

    @Test
    void endsWhatRunsWhenItIsClosed() throws Exception {
        var loop = start(Thread.ofPlatform().daemon().factory());
        try (var open = connected(loop)) {
            Await.equal(1, Duration.ofSeconds(20), serving::get);
            loop.close();
            assertEquals(-1, open.getInputStream().read());
            // the kernel listens until the thread that waits for a connection has noticed
            Await.until("nobody listens", Duration.ofSeconds(20), () -> refused(loop));
        } finally {
            end.countDown();
        }
    }

    private static boolean refused(AcceptLoop loop) {
        try (var _ = connected(loop)) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private AcceptLoop start(ThreadFactory threads) throws IOException {
        var loop = AcceptLoop.bind(loopback(), "test", EVERYBODY, threads);
        loop.start((channel, _) -> {
            serving.incrementAndGet();
            end.await();
            channel.write(ByteBuffer.wrap(new byte[] {'!'}));
            serving.decrementAndGet();
            return false;
        });
        return loop;
    }

    /// What breaks is expected here.
    private static ThreadFactory quiet() {
        return work -> {
            var thread = Thread.ofPlatform().daemon().unstarted(work);
            thread.setUncaughtExceptionHandler((_, _) -> {});
            return thread;
        };
    }

    private static int answer(AcceptLoop loop) throws IOException {
        try (var socket = connected(loop)) {
            return socket.getInputStream().read();
        }
    }

    private static Socket connected(AcceptLoop loop) throws IOException {
        var socket = new Socket(loop.address().getAddress(), loop.address().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(Specs.LOOPBACK, 0);
    }
}
