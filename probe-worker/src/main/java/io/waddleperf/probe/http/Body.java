package io.waddleperf.probe.http;

import io.waddleperf.probe.http2.Http2Exchange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/// What is read of a response's body: counted up to a limit, its beginning kept where asked for and
/// where there is room.
final class Body implements Http2Exchange.Sink {
    /// As much of the text is looked at.
    static final int MOST_KEPT = 262_144;

    private final long mostBytes;
    private final int mostKept;
    private final KeptBytes.Share room;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long count;
    private volatile boolean crowdedOut;

    private Body(long mostBytes, int mostKept, KeptBytes.Share room) {
        this.mostBytes = mostBytes;
        this.mostKept = mostKept;
        this.room = room;
    }

    static Body counted(long mostBytes) {
        return new Body(mostBytes, 0, new KeptBytes(0).share());
    }

    /// The first 256 KiB are kept.
    ///
    /// @param room what they take up
    static Body kept(long mostBytes, KeptBytes.Share room) {
        return new Body(mostBytes, MOST_KEPT, room);
    }

    @Override
    public void take(byte[] bytes, int from, int length) {
        int taken = (int) Math.min(length, mostBytes - count);
        int keep = Math.min(taken, mostKept - kept.size());
        if (!room.take(keep)) {
            crowdedOut = true;
            return;
        }
        count += taken;
        kept.write(bytes, from, keep);
    }

    /// Whether other tests' bodies left no room for this one, which was then not read to its end.
    boolean crowdedOut() {
        return crowdedOut;
    }

    @Override
    public boolean full() {
        return crowdedOut || count >= mostBytes;
    }

    /// How many more are taken.
    long room() {
        return crowdedOut ? 0 : mostBytes - count;
    }

    /// Without the framing of chunks.
    long bytes() {
        return count;
    }

    String text(Charset charset) {
        return kept.toString(charset);
    }
}
