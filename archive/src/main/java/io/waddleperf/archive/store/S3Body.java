package io.waddleperf.archive.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// What an object holds, as it comes; one that ends too early is an error, not a short object, and
/// so is one that trickles.
///
/// Only waits for the server count: whoever reads may take its time.
final class S3Body extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> answer;
    private final String key;
    private final S3Faults faults;
    private final long mostWaitedNs;
    private final LongSupplier nanoTime;
    private long left;
    private long waitedNs;

    S3Body(
            ResponseInputStream<GetObjectResponse> answer,
            String key,
            S3Faults faults,
            S3Limits limits,
            LongSupplier nanoTime) {
        super(answer);
        this.answer = answer;
        this.left = answer.response().contentLength();
        this.key = key;
        this.faults = faults;
        this.mostWaitedNs = limits.body(left).toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long asked = nanoTime.getAsLong();
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
        waitedNs += nanoTime.getAsLong() - asked;
        if (left > 0 && waitedNs > mostWaitedNs) {
            throw faults.tooSlow(key, Duration.ofNanos(waitedNs), left);
        }
        return got;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        left -= skipped;
        return skipped;
    }

    /// The rest of what was not read to its end is not waited for.
    @Override
    public void close() throws IOException {
        if (left > 0) {
            answer.abort();
        } else {
            answer.close();
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
