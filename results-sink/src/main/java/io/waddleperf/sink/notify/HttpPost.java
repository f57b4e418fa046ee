package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// POST over HTTP/1.1, one request a connection; redirects are not followed.
///
/// The JDK's client looks names up by itself, so that the address it connects to cannot be checked.
final class HttpPost {
    private static final int LONGEST_LINE = 8_000;
    private static final int MOST_INTERIM = 5;
    private static final int LONGEST_EXCERPT = 200;

    private final Door door;

    HttpPost(Door door) {
        this.door = door;
    }

    /// @return the answer in words
    /// @throws IOException where the answer is not 2xx, with its status and the start of its body
    String send(URI url, Map<String, String> headers, byte[] body) throws IOException {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        String host = url.getHost();
        try (var plain = door.connect(host, port)) {
            var connection = tls ? door.secured(plain, host, port) : plain;
            var out = connection.socket().getOutputStream();
            out.write(head(url, headers, body.length).getBytes(ISO_8859_1));
            out.write(body);
            out.flush();
            return requireTaken(
                    host, new BufferedInputStream(connection.socket().getInputStream()));
        } catch (SocketException e) {
            throw new IOException(
                    host + ": " + e.getMessage() + " (an exchange may take "
                            + door.limit().toSeconds() + " s)",
                    e);
        }
    }

    private static String head(URI url, Map<String, String> headers, int length) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : '?' + url.getRawQuery();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        var head = new StringBuilder()
                .append("POST ")
                .append(path)
                .append(query)
                .append(" HTTP/1.1\r\n")
                .append("Host: ")
                .append(url.getHost())
                .append(port)
                .append("\r\n")
                .append("User-Agent: waddleperf\r\n")
                .append("Content-Type: application/json\r\n")
                .append("Content-Length: ")
                .append(length)
                .append("\r\n")
                .append("Connection: close\r\n");
        headers.forEach((name, value) -> head.append(name)
                .append(": ")
                .append(PlainText.line(value, 1_000))
                .append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static String requireTaken(String host, InputStream in) throws IOException {
        int status = status(host, in);
        for (int interim = 0; status < 200 && interim < MOST_INTERIM; interim++) {
            skipHeaders(in);
            status = status(host, in);
        }
        if (status < 200 || status > 299) {
            skipHeaders(in);
            String body = new String(in.readNBytes(LONGEST_EXCERPT), ISO_8859_1);
            throw new IOException(PlainText.line(host + " answered " + status + ' ' + body, LONGEST_EXCERPT));
        }
        return host + " answered " + status;
    }

    private static int status(String host, InputStream in) throws IOException {
        @Nullable String line = line(in);
        if (line == null || !line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new IOException(host + (line == null ? " closed without an answer" : " does not speak HTTP/1.1"));
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static void skipHeaders(InputStream in) throws IOException {
        @Nullable String line = line(in);
        for (int lines = 0; line != null && !line.isEmpty(); lines++) {
            if (lines == 100) {
                throw new IOException("more than 100 headers");
            }
            line = line(in);
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        int each = in.read();
        if (each < 0) {
            return null;
        }
        for (; each >= 0 && each != '\n'; each = in.read()) {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " characters");
            }
            line.append((char) each);
        }
        return line.toString().stripTrailing();
    }
}
