package io.waddleperf.probe.dns;

import io.waddleperf.probe.http2.Http2Exchange;
import java.io.ByteArrayOutputStream;

/// The body of an answer over HTTP/2; more than a DNS message may have is refused.
final class DohBody implements Http2Exchange.Sink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void take(byte[] piece, int from, int length) throws DnsFormatException {
        if (bytes.size() + length > DohReply.MOST_BODY_BYTES) {
            throw new DnsFormatException("the answer is longer than any DNS message");
        }
        bytes.write(piece, from, length);
    }

    @Override
    public boolean full() {
        return false;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
