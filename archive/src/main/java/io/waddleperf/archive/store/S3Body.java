package io.waddleperf.archive.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;

/// What an object holds, as it comes; one that ends too early is an error, not a short object.
final class S3Body extends FilterInputStream {
    private final String key;
    private final S3Faults faults;
    private long left;

    S3Body(InputStream in, long length, String key, S3Faults faults) {
        super(in);
        this.left = length;
        this.key = key;
        this.faults = faults;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got;
        try {
            got = in.read(into, offset, length);
        } catch (SdkException e) {
            throw faults.of("read " + key, e);
        } catch (IOException e) {
            throw faults.cut(key, e);
        }
        if (got < 0 && left > 0) {
            throw faults.cut(key, new IOException(left + " bytes are missing"));
        }
        left -= Math.max(got, 0);
        return got;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        left -= skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
