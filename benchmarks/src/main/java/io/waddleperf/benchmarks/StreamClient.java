package io.waddleperf.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// A client of `/api/v1/stream` that is told when to read, and how much.
final class StreamClient implements AutoCloseable {
    private static final int LONGEST_LINE = 8 << 10;
    private static final String GAP = "data: {\"dropped\":";

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(LONGEST_LINE);
    private long events;
    private long dropped;
    private boolean closed;

    private StreamClient(SocketChannel channel) {
        this.channel = channel;
    }

    /// @param receiveBytes that the kernel may keep for it; 0: as it likes
    static StreamClient open(int port, String query, int receiveBytes) throws IOException {
        var channel = SocketChannel.open();
        if (receiveBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
        }
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET /api/v1/stream" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        return new StreamClient(channel);
    }

    SocketChannel channel() {
        return channel;
    }

    long events() {
        return events;
    }

    /// How many events it was told to have missed.
    long dropped() {
        return dropped;
    }

    boolean isClosed() {
        return closed;
    }

    /// Takes what has come, one buffer at most.
    ///
    /// @param each is given the data of each event
    /// @return how many bytes there were
    int read(int mostBytes, Consumer<String> each) {
        buffer.limit(Math.min(buffer.capacity(), buffer.position() + mostBytes));
        int came = receive();
        buffer.flip();
        take(each);
        if (buffer.remaining() == LONGEST_LINE) {
            throw new IllegalStateException("a line of the stream is longer than " + LONGEST_LINE + " bytes");
        }
        buffer.compact();
        return came;
    }

    private int receive() {
        try {
            int came = channel.read(buffer);
            closed |= came < 0;
            return Math.max(0, came);
        } catch (IOException e) { // the server has cut it off
            closed = true;
            return 0;
        }
    }

    /// Reads all that is there, to see whether the server has closed it.
    void drain() {
        int came;
        do {
            came = read(LONGEST_LINE, _ -> {});
        } while (came > 0);
    }

    private void take(Consumer<String> each) {
        int begin = buffer.position();
        for (int at = begin; at < buffer.limit(); at++) {
            if (buffer.get(at) == '\n') {
                line(new String(buffer.array(), begin, at - begin, StandardCharsets.UTF_8), each);
                begin = at + 1;
            }
        }
        buffer.position(begin);
    }

    private void line(String line, Consumer<String> each) {
        if (line.startsWith("HTTP/1.1 ") && !line.startsWith("HTTP/1.1 200")) {
            throw new IllegalStateException("the stream answered " + line.strip());
        }
        if (line.startsWith(GAP)) {
            dropped += Long.parseLong(line.substring(GAP.length(), line.indexOf('}')));
        } else if (line.startsWith("data: ")) {
            events++;
            each.accept(line);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
