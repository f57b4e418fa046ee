package io.waddleperf.probe.http;

import io.waddleperf.probe.http2.Http2Exchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// What is read of a response's body: counted up to a limit, its beginning kept where asked for and
/// where there is room.
final class Body implements Http2Exchange.Sink {
    /// As much of the text is looked at.
    static final int MOST_KEPT = 262_144;

    private final long mostBytes;
    private final int mostKept;
    private final KeptBytes.Share room;
    private final @Nullable Body plain;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long count;
    private volatile boolean crowdedOut;

    private Body(long mostBytes, int mostKept, KeptBytes.Share room, @Nullable Body plain) {
        this.mostBytes = mostBytes;
        this.mostKept = mostKept;
        this.room = room;
        this.plain = plain;
    }

    static Body counted(long mostBytes) {
        return new Body(mostBytes, 0, new KeptBytes(0).share(), null);
    }

    /// The first 256 KiB are kept.
    ///
    /// @param room what they take up
    static Body kept(long mostBytes, KeptBytes.Share room) {
        return new Body(mostBytes, MOST_KEPT, room, null);
    }

    /// One that is packed by gzip, of which 256 KiB are taken at most.
    ///
    /// @param plain what is in it
    /// @param room  what the packed one takes up
    static Body zipped(Body plain, KeptBytes.Share room) {
        return new Body(MOST_KEPT + 1, MOST_KEPT, room, plain);
    }

    /// What is in this one once all of it came; itself where it is not packed.
    ///
    /// @throws HttpFormatException where it is not packed by gzip, or is too long
    Body unpacked() throws IOException {
        if (plain == null || crowdedOut) {
            return this;
        }
        if (count > MOST_KEPT) {
            throw new HttpFormatException("the packed body is longer than " + MOST_KEPT + " bytes");
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(kept.toByteArray()))) {
            byte[] some = new byte[8_192];
            for (int read = in.read(some); read > 0 && !plain.full(); read = in.read(some)) {
                plain.take(some, 0, read);
            }
            return plain;
        } catch (EOFException | ZipException e) {
            throw new HttpFormatException("the body is not packed by gzip: " + e.getMessage());
        }
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
