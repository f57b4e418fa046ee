package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.throughput.TcpPump;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Memory for data, made when it is first needed and then used again.
final class Buffers {
    private final BlockingQueue<ByteBuffer> idle = new ArrayBlockingQueue<>(Turn.MOST_TRANSFERS);
    private @Nullable ByteBuffer noise;

    /// What is done with a buffer.
    @FunctionalInterface
    interface Use {
        void of(ByteBuffer buffer) throws IOException;
    }

    /// At most [Turn#MOST_TRANSFERS] are in use, since that many transfers run.
    void with(Use use) throws IOException {
        var kept = idle.poll();
        var buffer = kept == null ? ByteBuffer.allocateDirect(SpeedRun.BLOCK_BYTES) : kept;
        try {
            use.of(buffer);
        } finally {
            idle.add(buffer);
        }
    }

    /// 1 MiB that nothing can compress, the same each time; its position is the caller's own.
    synchronized ByteBuffer noise() {
        if (noise == null) {
            noise = TcpPump.noise(Transfers.MEBIBYTE).asReadOnlyBuffer();
        }
        return noise.duplicate();
    }
}
