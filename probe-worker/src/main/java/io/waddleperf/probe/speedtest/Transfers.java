package io.waddleperf.probe.speedtest;

import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.probe.http.ResponseHead;
import io.waddleperf.probe.measure.Ticker;
import io.waddleperf.probe.throughput.Budget;
import io.waddleperf.probe.throughput.Counts;
import io.waddleperf.probe.throughput.DataStream;
import io.waddleperf.probe.throughput.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/// What one connection does while data flow: the same request again and again. The payload is
/// counted, not what carries it.
///
/// @param flowing told when data flow: where a server sends them, when it has taken the request
record Transfers(SpeedtestSpec spec, Backend backend, Ticker ticker, Runnable flowing) {
    static final int MEBIBYTE = 1_048_576;

    /// An answer that is to be empty may be a page that says so.
    private static final int MOST_EMPTY_BYTES = 65_536;

    DataStream.Pump download(ServerConnection connection) {
        return (counts, going) -> {
            var pace = pace();
            while (going.getAsBoolean()) {
                long before = counts.now().bytes();
                var head = good(connection.ask(backend.download(spec.downloadMib(), unique())), "garbage.php");
                flowing.run();
                connection.body(head, part -> {
                    counts.add(part.remaining());
                    pace.await(counts.now().bytes(), going);
                });
                long bytes = counts.now().bytes() - before;
                if (bytes < MEBIBYTE && going.getAsBoolean()) {
                    throw new UnexpectedAnswer(
                            head.status(),
                            "garbage.php brought " + bytes + " bytes, where " + spec.downloadMib()
                                    + " MiB were asked for: is LibreSpeed there?");
                }
            }
        };
    }

    /// @param noise for this connection alone
    DataStream.Pump upload(ServerConnection connection, ByteBuffer noise, Budget budget) {
        return (counts, going) -> {
            var pace = pace();
            while (going.getAsBoolean()) {
                int bytes = budget.take(spec.uploadMib() * MEBIBYTE);
                if (bytes == 0) {
                    return;
                }
                connection.begin();
                flowing.run();
                connection.send(ByteBuffer.wrap(backend.upload(bytes, unique())));
                boolean answered = post(new Post(connection, noise, bytes, pace), counts, going);
                if (!answered && going.getAsBoolean()) {
                    emptyAnswer(connection, connection.answer());
                }
            }
        };
    }

    private record Post(ServerConnection connection, ByteBuffer noise, int bytes, Pace pace) {}

    /// @return whether the server answered before it had all of it, as one may that throws it away
    private static boolean post(Post post, Counts counts, BooleanSupplier going) throws IOException {
        boolean answered = false;
        int left = post.bytes();
        while (left > 0 && going.getAsBoolean()) {
            post.pace().await(counts.now().bytes(), going);
            var block = post.noise().clear().limit(Math.min(left, post.noise().capacity()));
            try {
                while (block.hasRemaining() && going.getAsBoolean()) {
                    int sent = post.connection().sendSome(block);
                    counts.add(sent);
                    left -= sent;
                }
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                throw lastWords(post.connection(), e);
            }
            if (left > 0 && !answered && post.connection().interrupted()) {
                earlyAnswer(post.connection());
                answered = true;
            }
        }
        return answered;
    }

    private static void earlyAnswer(ServerConnection connection) throws IOException {
        var head = connection.answer();
        emptyAnswer(connection, head);
        if (connection.ended()) {
            throw new UnexpectedAnswer(head.status(), "empty.php hung up before it had all that was sent");
        }
    }

    /// A server that ends a connection within a request may have said why before.
    private static IOException lastWords(ServerConnection connection, IOException broken) {
        try {
            good(connection.answer(), "empty.php");
        } catch (UnexpectedAnswer e) {
            return e;
        } catch (IOException e) {
            broken.addSuppressed(e);
        }
        return broken;
    }

    /// Asks for nothing, as pings do.
    static void ping(ServerConnection connection, Backend backend) throws IOException {
        emptyAnswer(connection, connection.ask(backend.ping(unique())));
    }

    private static void emptyAnswer(ServerConnection connection, ResponseHead head) throws IOException {
        good(head, "empty.php");
        int[] bytes = {0};
        connection.body(head, part -> {
            bytes[0] += part.remaining();
            if (bytes[0] > MOST_EMPTY_BYTES) {
                throw new UnexpectedAnswer(head.status(), "empty.php is not empty");
            }
        });
    }

    static ResponseHead good(ResponseHead head, String file) throws UnexpectedAnswer {
        if (head.status() / 100 != 2) {
            throw new UnexpectedAnswer(head.status(), file + " answered " + head.status());
        }
        return head;
    }

    static long unique() {
        return ThreadLocalRandom.current().nextLong();
    }

    private Pace pace() {
        return new Pace(spec.bitsPerSecond() == null ? 0 : spec.bitsPerSecond() / spec.parallel(), ticker);
    }
}
