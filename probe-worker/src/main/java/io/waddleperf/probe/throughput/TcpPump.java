package io.waddleperf.probe.throughput;

import io.waddleperf.probe.measure.Ticker;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadLocalRandom;

/// Fills and empties TCP connections.
public final class TcpPump {
    private TcpPump() {}

    static DataStream.Pump out(SocketChannel channel, Parameters parameters, Budget budget, Ticker ticker) {
        return (counts, going) -> {
            var pace = new Pace(parameters.bitsPerSecond(), ticker);
            var block = noise(parameters.blockBytes());
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
    static DataStream.Pump in(SocketChannel channel, Parameters parameters) {
        return (counts, _) -> {
            var block = ByteBuffer.allocateDirect(parameters.blockBytes());
            for (int bytes = 0; bytes >= 0; bytes = channel.read(block.clear())) {
                counts.add(bytes);
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
