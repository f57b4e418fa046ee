package io.waddleperf.probe.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is read as a whole, since it is small: one that is not, or grows, or is a pipe, is refused.
public final class SmallFile {
    private SmallFile() {}

    /// @throws IOException says what is wrong with the file, never what is in it
    public static byte[] read(Path file, int mostBytes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file, or is not there");
        }
        try (var in = Files.newInputStream(file)) {
            byte[] read = in.readNBytes(mostBytes + 1);
            if (read.length > mostBytes) {
                throw new IOException(file + " has more than " + mostBytes + " bytes");
            }
            return read;
        }
    }
}
