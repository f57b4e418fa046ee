package io.waddleperf.archive;

import com.jerolba.carpet.CarpetWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Sorts files that are larger than the memory: into buckets by series first, then bucket by bucket.
final class Sorter implements AutoCloseable {
    private static final int MOST_BUCKETS = 64;

    /// Of 60 bytes a line compressed: what is sorted in memory is a hundred thousand lines.
    private static final long BUCKET_BYTES = 6L << 20;

    private static final Comparator<Line> ORDER = Comparator.comparingLong(Line::sortSeries)
            .thenComparing(Line::sortTime)
            .thenComparingLong(Line::kafkaOffset);

    private final Path folder;
    private final Kind kind;
    private final List<FileName> files;
    private final int buckets;

    /// @param bytes of all files
    Sorter(Path folder, Kind kind, List<FileName> files, long bytes) throws IOException {
        this.folder = Files.createTempDirectory(Files.createDirectories(folder), "sort");
        this.kind = kind;
        this.files = files;
        this.buckets = kind == Kind.RESULTS ? Math.clamp(1 + bytes / BUCKET_BYTES, 1, MOST_BUCKETS) : 1;
    }

    /// @param notes kept in the footer
    void write(Path into, Map<String, String> notes, Archive archive) throws IOException {
        try (var sorted = new Buckets();
                var writer = LineFiles.write(into, kind, LineFiles.OF_ONE, notes)) {
            for (FileName file : files) {
                archive.read(file, sorted::add);
            }
            for (Path bucket : sorted.finish()) {
                var lines = new ArrayList<Line>();
                LineFiles.read(bucket, kind, lines::add);
                lines.sort(ORDER);
                var ids = new HashSet<String>();
                for (Line line : lines) {
                    if (ids.add(line.id())) { // a probe may send a result twice, a cut part may overlap another
                        writer.write(line);
                    }
                }
            }
        }
    }

    /// Files of lines of some series each, in the order of the numbers of series.
    private final class Buckets implements AutoCloseable {
        private final List<CarpetWriter<Line>> writers = new ArrayList<>();
        private final List<Path> paths = new ArrayList<>();

        private Buckets() throws IOException {
            for (int i = 0; i < buckets; i++) {
                Path path = folder.resolve("bucket-" + i + ".parquet");
                paths.add(path);
                writers.add(LineFiles.write(path, kind, LineFiles.OF_MANY, Map.of()));
            }
        }

        private void add(Line line) {
            try {
                // series are 63 bits that a hash made: the upper six spread them, and keep their order
                int bucket = (int) (line.sortSeries() >>> 57) * buckets / 64;
                writers.get(bucket).write(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<Path> finish() throws IOException {
            close();
            return paths;
        }

        @Override
        public void close() throws IOException {
            for (var writer : writers) {
                writer.close();
            }
            writers.clear();
        }
    }

    @Override
    public void close() throws IOException {
        try (var left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
