package io.waddleperf.probe.http;

import io.waddleperf.probe.http2.Http2Exchange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/// What is read of a response's body: counted up to a limit, its beginning kept where asked for.
final class Body implements Http2Exchange.Sink {
    /// As much of the text is looked at.
    static final int MOST_KEPT = 262_144;

    private final long mostBytes;
    private final int mostKept;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long count;

    private Body(long mostBytes, int mostKept) {
        this.mostBytes = mostBytes;
        this.mostKept = mostKept;
    }

    static Body counted(long mostBytes) {
        return new Body(mostBytes, 0);
    }

    /// The first 256 KiB are kept.
    static Body kept(long mostBytes) {
        return new Body(mostBytes, MOST_KEPT);
    }

    @Override
    public void take(byte[] bytes, int from, int length) {
        int taken = (int) Math.min(length, mostBytes - count);
        count += taken;
        kept.write(bytes, from, Math.min(taken, mostKept - kept.size()));
    }

    @Override
    public boolean full() {
        return count >= mostBytes;
    }

    /// How many more are taken.
    long room() {
        return mostBytes - count;
    }

    /// Without the framing of chunks.
    long bytes() {
        return count;
    }

    String text(Charset charset) {
        return kept.toString(charset);
    }
}
