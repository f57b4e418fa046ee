package io.waddleperf.probe.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/// The file `sent`: the position before which Kafka has acknowledged every record.
///
/// Written in one call of 16 bytes, so a killed process leaves the old or the new mark. A mark that
/// a power failure tore is not believed; its results are sent again.
final class SentMark implements AutoCloseable {
    private static final int BYTES = 16;

    private final RandomAccessFile file;

    private SentMark(RandomAccessFile file) {
        this.file = file;
    }

    static SentMark open(Path directory) throws IOException {
        return new SentMark(new RandomAccessFile(directory.resolve("sent").toFile(), "rw"));
    }

    OptionalLong read() throws IOException {
        var mark = new byte[BYTES];
        if (file.length() < BYTES) {
            return OptionalLong.empty();
        }
        file.seek(0);
        file.readFully(mark);
        var bytes = ByteBuffer.wrap(mark);
        return bytes.getLong(Long.BYTES) == checksum(mark) ? OptionalLong.of(bytes.getLong(0)) : OptionalLong.empty();
    }

    void write(long position) throws IOException {
        var mark = ByteBuffer.allocate(BYTES).putLong(position);
        mark.putLong(checksum(mark.array()));
        file.seek(0);
        file.write(mark.array());
    }

    private static long checksum(byte[] mark) {
        var crc = new CRC32C();
        crc.update(mark, 0, Long.BYTES);
        return crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
