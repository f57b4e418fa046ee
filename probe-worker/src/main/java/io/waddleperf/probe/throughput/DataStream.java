package io.waddleperf.probe.throughput;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One stream at one end: its channel and the thread that fills or empties it.
///
/// A platform thread, since it hardly ever waits: a virtual one would keep a carrier for itself. All
/// that goes through a TCP channel must come from platform threads: what a virtual one reads or writes
/// makes it non-blocking for good, and then each block costs a `poll` and another call besides.
public final class DataStream implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DataStream.class.getName());

    public enum Way {
        OUT,
        IN
    }

    /// What its thread does.
    @FunctionalInterface
    public interface Pump {
        /// Before data flow.
        default void open() throws IOException {}

        /// Moves data until it is told to stop, or its channel ends.
        void run(Counts counts, BooleanSupplier going) throws IOException;
    }

    /// What goes over a TCP connection, another one after each time that it ended.
    public interface Carrier extends Channel {
        SocketChannel carried();
    }

    private final int id;
    private final Way way;
    private final Channel channel;
    private final Counts counts = new Counts();
    private final Thread thread;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean going = true;
    private volatile @Nullable IOException trouble;

    public DataStream(int id, Way way, Channel channel, Pump pump) {
        this.id = id;
        this.way = way;
        this.channel = channel;
        this.thread = Thread.ofPlatform().name("throughput-" + id).daemon().unstarted(() -> run(pump));
    }

    int id() {
        return id;
    }

    Way way() {
        return way;
    }

    Channel channel() {
        return channel;
    }

    /// The TCP connection that it uses now.
    public Optional<SocketChannel> tcp() {
        return switch (channel) {
            case SocketChannel tcp -> Optional.of(tcp);
            case Carrier carrier -> Optional.of(carrier.carried());
            default -> Optional.empty();
        };
    }

    Counts counts() {
        return counts;
    }

    /// Starts the thread, so that it is there when data are to flow.
    void open() {
        thread.start();
    }

    /// Lets data flow.
    void start() {
        begun.countDown();
    }

    /// Lets it end by itself, which it does not while it waits for the network.
    void stop() {
        going = false;
        begun.countDown();
    }

    boolean ended() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /// What broke it while it was to go on.
    Optional<IOException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// @return whether it ended in time
    boolean join(long millis) throws InterruptedException {
        return !thread.isAlive() || thread.join(Duration.ofMillis(millis));
    }

    /// Ends the thread, too.
    @Override
    public void close() {
        stop();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "closing stream " + id);
        }
    }

    private void run(Pump pump) {
        try {
            pump.open();
            begun.await();
            pump.run(counts, () -> going);
        } catch (InterruptedException e) {
            LOG.log(Level.FINE, "nobody interrupts a stream, it is closed", e);
        } catch (ClosedChannelException e) {
            LOG.log(Level.FINEST, "closed while it waited", e);
        } catch (IOException e) {
            if (going) {
                trouble = e;
            }
        }
    }
}
