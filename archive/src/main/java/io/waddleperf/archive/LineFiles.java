package io.waddleperf.archive;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.TimeUnit;
import com.jerolba.carpet.io.FileSystemInputFile;
import com.jerolba.carpet.io.FileSystemOutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/// Parquet files on this machine's disk.
final class LineFiles {
    /// How much of a file that is being written is in memory: many are at a time, or one.
    static final long OF_MANY = 1L << 20;

    static final long OF_FEW = 4L << 20;

    static final long OF_ONE = 16L << 20;

    /// What the default of 3 saves in addition is a percent or two.
    private static final String ZSTD_LEVEL = "1";

    /// Columns whose values hardly come again: to look each up in a dictionary was a quarter of the work.
    private static final List<String> NO_DICTIONARY = List.of(
            "cause",
            "id",
            "commandId",
            "runId",
            "dueAt",
            "startedAt",
            "durationUs",
            "metrics.key_value.key",
            "metrics.key_value.value",
            "samplesUs.list.element",
            "sketch",
            "scheduleLagUs",
            "kafkaOffset",
            "appendedAt");

    /// Columns of which no reader asks for a range, so that their least and largest values leave nothing out.
    private static final List<String> NO_STATISTICS = List.of(
            "cause",
            "id",
            "commandId",
            "runId",
            "metrics.key_value.key",
            "metrics.key_value.value",
            "samplesUs.list.element",
            "sketch",
            "details",
            "reason",
            "test",
            "family",
            "outcome",
            "timestampSource",
            "method",
            "protocol",
            "signature",
            "key",
            "json");

    private LineFiles() {}

    /// @param inMemory bytes, the size of a row group
    /// @param notes    kept in the file's footer
    @SuppressWarnings("unchecked")
    static CarpetWriter<Line> write(Path file, Kind kind, long inMemory, Map<String, String> notes) throws IOException {
        var lines = (Class<Line>) kind.lines();
        var builder = new CarpetWriter.Builder<>(new FileSystemOutputFile(file.toFile()), lines)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .config(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, ZSTD_LEVEL)
                .withRowGroupSize(inMemory)
                .withDefaultTimeUnit(TimeUnit.MICROS)
                .withExtraMetaData(notes);
        NO_DICTIONARY.forEach(column -> builder.withDictionaryEncoding(column, false));
        NO_STATISTICS.forEach(column -> builder.withStatisticsEnabled(column, false));
        return builder.build();
    }

    static void read(Path file, Kind kind, Consumer<Line> each) throws IOException {
        var reader = new CarpetReader<>(new FileSystemInputFile(file.toFile()), kind.lines());
        try (var lines = reader.iterator()) {
            while (lines.hasNext()) {
                each.accept(lines.next());
            }
        }
    }

    static Map<String, String> notes(Path file) throws IOException {
        try (var reader = ParquetFileReader.open(new FileSystemInputFile(file.toFile()))) {
            return reader.getFileMetaData().getKeyValueMetaData();
        }
    }
}
