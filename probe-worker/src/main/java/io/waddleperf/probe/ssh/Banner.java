package io.waddleperf.probe.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a server says first (RFC 4253, section 4.2): some lines for people, then the one that names
/// its version and software.
///
/// @param line  such as `SSH-2.0-OpenSSH_9.2p1 Debian-2`, without its end
/// @param bytes as they were read, the line's end included
@SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
record Banner(String line, byte[] bytes) {
    /// OpenSSH's own limit is 1,024 lines; this many bytes are the smaller bound.
    private static final int MOST_BYTES_BEFORE = 8_192;

    private static final int MOST_LINE_BYTES = 255;
    private static final Pattern VERSION = Pattern.compile("SSH-(2\\.0|1\\.99)-[ -~]+");

    /// Reads up to the end of that line and not a byte more.
    ///
    /// @throws SshFormatException where it is no SSH server; the message shows what it says instead
    static Banner read(InputStream in) throws IOException {
        var reader = new Lines(in);
        while (true) {
            String line = reader.next();
            if (line.startsWith("SSH-")) {
                if (!VERSION.matcher(line).matches()) {
                    throw new SshFormatException("no SSH 2 server: it says “" + shown(line) + "”");
                }
                return new Banner(line, (line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    static String shown(String line) {
        String printable = line.replaceAll("[^ -~]", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
    }

    /// A server's lines, byte by byte: what follows them is not for us.
    private static final class Lines {
        private final InputStream in;
        private final StringBuilder line = new StringBuilder();
        private int bytes;
        private String first = "";

        Lines(InputStream in) {
            this.in = in;
        }

        String next() throws IOException {
            line.setLength(0);
            for (int next = read(); next != '\n'; next = read()) {
                line.append((char) next);
                if (line.length() > MOST_LINE_BYTES && line.indexOf("SSH-") == 0) {
                    throw new SshFormatException("no SSH server: its version line has more than 255 bytes");
                }
            }
            int end = line.length();
            String whole = end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            first = first.isEmpty() ? whole : first;
            return whole;
        }

        private int read() throws IOException {
            int next;
            try {
                next = in.read();
            } catch (IOException e) {
                throw said().isEmpty() ? e : noServer(e);
            }
            if (next < 0) {
                throw noServer(null);
            }
            if (++bytes > MOST_BYTES_BEFORE) {
                throw new SshFormatException("no SSH server: no version within " + MOST_BYTES_BEFORE
                        + " bytes, which begin with “" + shown(said()) + "”");
            }
            return next;
        }

        private SshFormatException noServer(@Nullable IOException cause) {
            String said = said();
            var problem = new SshFormatException(
                    said.isEmpty()
                            ? "no SSH server: it closed the connection without a word"
                            : "no SSH server: it says “" + shown(said) + "”");
            problem.initCause(cause);
            return problem;
        }

        private String said() {
            return first.isEmpty() ? line.toString() : first;
        }
    }
}
