package io.waddleperf.probe.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// One file of records, named by the position of its first byte.
final class Segment {
    private static final String SUFFIX = ".log";

    private final Path file;
    private final long start;
    private long end;
    private Instant lastAppendedAt = Instant.EPOCH;

    private Segment(Path file, long start) {
        this.file = file;
        this.start = start;
        this.end = start;
    }

    static Segment create(Path directory, long start) {
        return new Segment(directory.resolve(String.format("%020d", start) + SUFFIX), start);
    }

    /// The segments of a directory by position, not yet read.
    static List<Segment> list(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{20}\\.log"))
                    .sorted()
                    .map(file -> new Segment(file, start(file)))
                    .toList();
        }
    }

    private static long start(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    /// Reads all whole records and learns from them where the segment ends.
    ///
    /// @return how many bytes follow the last whole record
    long scan(Consumer<SpoolRecord> each) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        end = start;
        for (var record = SpoolRecord.decode(bytes, start);
                record.isPresent();
                record = SpoolRecord.decode(bytes, end)) {
            end = record.get().end();
            lastAppendedAt = record.get().appendedAt();
            each.accept(record.get());
        }
        return bytes.remaining();
    }

    void appended(long bytes, Instant at) {
        end += bytes;
        lastAppendedAt = at;
    }

    SpoolRecord read(long position) {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position - start);
            int length = in.readInt();
            if (length < 0 || length > end - position) {
                throw new IOException("damaged length");
            }
            var record = new byte[SpoolRecord.HEADER_BYTES + length];
            in.seek(position - start);
            in.readFully(record);
            return SpoolRecord.decode(ByteBuffer.wrap(record), position)
                    .orElseThrow(() -> new IOException("damaged record"));
        } catch (IOException e) {
            throw new UncheckedIOException("spool segment " + file + " cannot be read at " + position, e);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    Path file() {
        return file;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    long bytes() {
        return end - start;
    }

    Instant lastAppendedAt() {
        return lastAppendedAt;
    }
}
