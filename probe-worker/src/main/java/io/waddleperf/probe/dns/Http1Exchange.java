package io.waddleperf.probe.dns;

import io.waddleperf.probe.http2.HeaderField;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One question over HTTP/1.1 (RFC 9112), for servers that speak no HTTP/2.
final class Http1Exchange {
    private static final int MOST_HEAD_BYTES = 16_384;
    private static final int MOST_INTERIM = 5;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?");

    private final InputStream in;
    private final OutputStream out;
    private int headBytesLeft = MOST_HEAD_BYTES;

    Http1Exchange(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    DohReply run(DohRequest request) throws IOException {
        out.write(request.http1());
        out.flush();
        return read();
    }

    /// Skips interim responses.
    DohReply read() throws IOException {
        for (int i = 0; i <= MOST_INTERIM; i++) {
            int status = status(line());
            var fields = fields();
            if (status >= 200) {
                return new DohReply(status, fields, body(status, fields));
            }
        }
        throw new DnsFormatException("more than " + MOST_INTERIM + " interim HTTP responses");
    }

    private static int status(String line) throws DnsFormatException {
        var start = STATUS_LINE.matcher(line);
        if (!start.matches()) {
            throw new DnsFormatException("no HTTP response: " + shown(line));
        }
        return Integer.parseInt(start.group(1));
    }

    private List<HeaderField> fields() throws IOException {
        var fields = new ArrayList<HeaderField>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new DnsFormatException("no HTTP header field: " + shown(line));
            }
            fields.add(new HeaderField(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip()));
        }
        return fields;
    }

    private byte[] body(int status, List<HeaderField> fields) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        var body = new ByteArrayOutputStream();
        if (values(fields, "transfer-encoding").stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).endsWith("chunked"))) {
            chunks(body);
            return body.toByteArray();
        }
        var lengths = values(fields, "content-length").stream().distinct().toList();
        if (lengths.isEmpty()) {
            return in.readNBytes(DohReply.MOST_BODY_BYTES);
        }
        if (lengths.size() > 1 || !lengths.getFirst().matches("\\d{1,9}")) {
            throw new DnsFormatException("content-length is " + shown(lengths.toString()));
        }
        copy(body, Long.parseLong(lengths.getFirst()));
        return body.toByteArray();
    }

    private void chunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            String size = line().replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9A-Fa-f]{1,8}")) {
                throw new DnsFormatException("no size of an HTTP chunk: " + shown(size));
            }
            long bytes = Long.parseLong(size, 16);
            if (bytes == 0) {
                fields(); // trailers
                return;
            }
            copy(body, bytes);
            if (!line().isEmpty()) {
                throw new DnsFormatException("an HTTP chunk is longer than it says");
            }
        }
    }

    private void copy(ByteArrayOutputStream body, long bytes) throws IOException {
        if (body.size() + bytes > DohReply.MOST_BODY_BYTES) {
            throw new DnsFormatException("the answer is longer than any DNS message");
        }
        byte[] read = in.readNBytes((int) bytes);
        if (read.length < bytes) {
            throw new EOFException("within the body");
        }
        body.write(read);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("within the head");
            }
            if (--headBytesLeft < 0) {
                throw new DnsFormatException("the HTTP head is longer than " + MOST_HEAD_BYTES + " bytes");
            }
            line.append((char) next);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private static List<String> values(List<HeaderField> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(HeaderField::value)
                .toList();
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
    }
}
