package io.waddleperf.probe.blackbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads lines that end with LF or CR LF; the last one may have no end.
final class Lines {
    /// That of blackbox_exporter.
    static final int MOST_LINE_BYTES = 65_536;

    static final int MOST_BYTES = 1_048_576;

    private final InputStream in;
    private int read;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /// Null where there is no more.
    ///
    /// @throws IOException where a line or all of them are too long
    @Nullable
    String next() throws IOException {
        var line = new ByteArrayOutputStream();
        int one = one();
        if (one < 0) {
            return null;
        }
        for (; one >= 0 && one != '\n'; one = one()) {
            line.write(one);
            if (line.size() >= MOST_LINE_BYTES) {
                throw tooMuch();
            }
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// Counts the ends of lines, too: nothing but these could else go on until the time is over.
    private int one() throws IOException {
        int one = in.read();
        if (one >= 0 && ++read > MOST_BYTES) {
            throw tooMuch();
        }
        return one;
    }

    private static IOException tooMuch() {
        return new IOException("the server says more than a module reads: lines of 64 KiB, 1 MiB in all");
    }
}
