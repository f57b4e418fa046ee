package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/// Fills and empties TCP connections.
public final class TcpPump {
    private TcpPump() {}

    static DataStream.Pump out(SocketChannel channel, Parameters parameters, Budget budget, Ticker ticker) {
        var block = noise(parameters.blockBytes());
        return (counts, going) -> {
            var pace = new Pace(parameters.bitsPerSecond(), ticker);
            long sent = 0;
            while (going.getAsBoolean()) {
                pace.await(sent, going);
                int bytes = budget.take(block.capacity());
                if (bytes == 0) {
                    return;
                }
                block.clear().limit(bytes);
                while (block.hasRemaining() && going.getAsBoolean()) {
                    counts.add(channel.write(block));
                }
                sent += bytes;
            }
        };
    }

    /// Until the other end has no more, so that it is not held up while it still sends.
    static DataStream.Pump in(SocketChannel channel, Parameters parameters, Ticker ticker) {
        var block = ByteBuffer.allocateDirect(parameters.blockBytes());
        return (counts, _) -> {
            int bytes = channel.read(block);
            if (bytes > 0) {
                counts.beginAt(ticker.nanos());
            }
            while (bytes >= 0) {
                counts.add(bytes);
                bytes = channel.read(block.clear());
            }
        };
    }

    /// Says first to which test the connection belongs.
    static DataStream.Pump greeting(SocketChannel channel, Cookie cookie, DataStream.Pump pump) {
        return new DataStream.Pump() {
            @Override
            public void open() throws IOException {
                channel.write(ByteBuffer.wrap(cookie.bytes()));
            }

            @Override
            public void run(Counts counts, BooleanSupplier going) throws IOException {
                pump.run(counts, going);
            }
        };
    }

    /// What nothing on the way can compress.
    public static ByteBuffer noise(int bytes) {
        byte[] noise = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(noise);
        return ByteBuffer.allocateDirect(bytes).put(noise).clear();
    }
}
