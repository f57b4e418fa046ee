package io.waddleperf.probe.speedtest;

import io.waddleperf.probe.http.HttpFormatException;
import io.waddleperf.probe.measure.Deadline;
import io.waddleperf.probe.measure.Progress;
import io.waddleperf.probe.measure.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One client's requests, one after the other.
final class ServedConnection {
    private static final long HEAD_WITHIN_NANOS = 15_000_000_000L;
    private static final long FAREWELL_NANOS = 1_000_000_000L;
    private static final int INPUT_BYTES = 8_192;

    /// 17 kbit/s; a transfer that is slower would hold up everybody else's test. What is written at once
    /// must be less than a slow line takes in the time.
    private static final Progress.Least LEAST = new Progress.Least(32_768, 15_000_000_000L);

    private static final int MOST_AT_ONCE = 65_536;

    /// What is no test: forms, the first POST of LibreSpeed's page.
    private static final int SMALL_BODY_BYTES = 65_536;

    private static final long MOST_BODY_BYTES = 1_024L * Transfers.MEBIBYTE;
    private static final int MOST_CHUNKS = 1_024;
    private static final int DEFAULT_CHUNKS = 4;
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Set<String> ALL = Set.of("GET", "HEAD", "POST", "OPTIONS");
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String FILE = String.join(
            "\r\n",
            "Content-Description: File Transfer",
            "Content-Disposition: attachment; filename=random.dat",
            "Content-Transfer-Encoding: binary",
            "");

    private final SocketChannel channel;
    private final InetAddress source;
    private final SpeedServer.Shared shared;
    private final HttpInput in;

    ServedConnection(SocketChannel channel, InetAddress source, SpeedServer.Shared shared) {
        this.channel = channel;
        this.source = source;
        this.shared = shared;
        this.in = new HttpInput(channel, ByteBuffer.allocate(INPUT_BYTES));
    }

    /// Returns when either side has ended it.
    void serve() throws IOException {
        for (boolean open = true; open; ) {
            try {
                var head = next();
                open = head != null && answer(head);
            } catch (HttpFormatException e) {
                text(400, e.getMessage() + "\n", false, false, true);
                open = false;
            }
        }
        farewell();
    }

    private @Nullable RequestHead next() throws IOException {
        try (var _ = Watchdog.over(channel.socket(), Deadline.after(shared.ticker(), HEAD_WITHIN_NANOS))) {
            var lines = in.head();
            return lines.isEmpty() ? null : RequestHead.parse(lines);
        }
    }

    /// @return whether the connection is kept
    private boolean answer(RequestHead head) throws IOException {
        String file = head.path().replaceFirst("^/backend/", "/").replaceFirst("\\.php$", "");
        boolean cors = head.parameter("cors").isPresent();
        boolean kept = head.keepsOpen();
        boolean bodyless = head.method().equals("HEAD");
        if (!(file.equals("/empty") || head.method().equals("OPTIONS") ? ALL : READS).contains(head.method())) {
            return text(405, "GET, HEAD, or POST to empty.php\n", cors, false, true);
        }
        if (!took(head)) {
            return false;
        }
        if (head.method().equals("OPTIONS")) {
            return text(200, "", cors, kept, true);
        }
        return switch (file) {
            case "/garbage" -> garbage(head, cors, kept);
            case "/empty" -> text(200, "", cors, kept, !bodyless);
            case "/getIP" -> reply("application/json; charset=utf-8", ClientWords.json(source), head, cors);
            case "/" -> text(200, "waddleperf responder: a speed test, /backend/\n", cors, kept, !bodyless);
            case "/health" -> text(200, "ok\n", cors, kept, !bodyless);
            default -> text(404, "try /, /health or LibreSpeed's files below /backend/\n", cors, kept, !bodyless);
        };
    }

    /// Takes the body; otherwise has said why not.
    private boolean took(RequestHead head) throws IOException {
        long bytes = head.bodyBytes();
        if (bytes > MOST_BODY_BYTES) {
            return text(413, "at most 1 GiB\n", head.parameter("cors").isPresent(), false, true);
        }
        if (bytes >= 0 && bytes <= SMALL_BODY_BYTES) {
            proceed(head, bytes);
            in.exactly(bytes, _ -> {});
            return true;
        }
        var transfer = shared.turn().take(source);
        if (transfer == null) {
            return busy(head);
        }
        try (transfer;
                var progress = progress()) {
            proceed(head, bytes);
            shared.buffers().with(buffer -> in.by(buffer, () -> discard(bytes, progress)));
            return true;
        }
    }

    private Progress progress() {
        return Progress.over(channel.socket(), LEAST, shared.ticker());
    }

    private void discard(long bytes, Progress progress) throws IOException {
        if (bytes != RequestHead.CHUNKED) {
            in.exactly(bytes, part -> progress.moved(part.remaining()));
            return;
        }
        long[] left = {MOST_BODY_BYTES};
        in.chunks(part -> {
            progress.moved(part.remaining());
            left[0] -= part.remaining();
            if (left[0] < 0) {
                throw new HttpFormatException("more than 1 GiB");
            }
        });
    }

    private void proceed(RequestHead head, long bytes) throws IOException {
        if (head.waits() && bytes != 0) {
            write(ByteBuffer.wrap(ReplyHead.CONTINUE));
        }
    }

    private boolean garbage(RequestHead head, boolean cors, boolean kept) throws IOException {
        int chunks = chunks(head.parameter("ckSize").orElse(""));
        var reply =
                new ReplyHead(200, "application/octet-stream", (long) chunks * Transfers.MEBIBYTE, cors, kept, FILE);
        if (head.method().equals("HEAD")) {
            write(ByteBuffer.wrap(reply.bytesOfHead()));
            return kept;
        }
        var transfer = shared.turn().take(source);
        if (transfer == null) {
            return busy(head);
        }
        try (transfer;
                var progress = progress()) {
            write(ByteBuffer.wrap(reply.bytesOfHead()));
            var noise = shared.buffers().noise();
            for (int i = 0; i < chunks; i++) {
                noise(noise.clear(), progress);
            }
        }
        return kept;
    }

    private void noise(ByteBuffer noise, Progress progress) throws IOException {
        int end = noise.limit();
        while (noise.position() < end) {
            noise.limit(Math.min(end, noise.position() + MOST_AT_ONCE));
            progress.moved(channel.write(noise));
        }
    }

    /// As LibreSpeed reads it: what is no number, and 0, is the default.
    private static int chunks(String text) {
        int asked = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        return asked == 0 ? DEFAULT_CHUNKS : Math.min(asked, MOST_CHUNKS);
    }

    private boolean busy(RequestHead head) throws IOException {
        String text = "busy: another test runs, try again in a moment\n";
        var reply = new ReplyHead(
                503, TEXT, text.length(), head.parameter("cors").isPresent(), false, "Retry-After: 2\r\n");
        write(reply, text, true);
        return false;
    }

    private boolean reply(String type, String text, RequestHead head, boolean cors) throws IOException {
        boolean kept = head.keepsOpen();
        write(
                new ReplyHead(200, type, text.length(), cors, kept, ""),
                text,
                !head.method().equals("HEAD"));
        return kept;
    }

    private boolean text(int status, String text, boolean cors, boolean kept, boolean body) throws IOException {
        write(new ReplyHead(status, TEXT, text.length(), cors, kept, ""), text, body);
        return kept;
    }

    private void write(ReplyHead head, String text, boolean body) throws IOException {
        byte[] first = head.bytesOfHead();
        byte[] rest = body ? text.getBytes(StandardCharsets.ISO_8859_1) : new byte[0];
        write(ByteBuffer.allocate(first.length + rest.length)
                .put(first)
                .put(rest)
                .flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Who is told no while he sends would else get a reset instead of the answer.
    private void farewell() throws IOException {
        channel.shutdownOutput();
        try (var _ = Watchdog.over(channel.socket(), Deadline.after(shared.ticker(), FAREWELL_NANOS))) {
            in.untilTheEnd(_ -> {});
        }
    }
}
