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

/// Sorts files that are larger than the memory: dealt by the leading bits of the series into files on
/// disk, and those again by the next bits, until one fits into memory.
final class Sorter implements AutoCloseable {
    /// Sorted in memory: a line of a ping is 1.4 kB there, so this is under 100 MB.
    static final int MOST_LINES = 60_000;

    /// Of 60 to 80 bytes a line compressed: surely fewer lines than that.
    private static final long FEW_BYTES = 2L << 20;

    private static final int BITS = 4;

    /// After so many times it is one series, or nearly.
    private static final int MOST_DEALS = 4;

    private static final Comparator<Line> ORDER = Comparator.comparingLong(Line::sortSeries)
            .thenComparing(Line::sortTime)
            .thenComparingLong(Line::kafkaOffset);

    private final Path folder;
    private final Kind kind;
    private final List<FileName> files;
    private final boolean few;
    private final int mostLines;

    /// @param bytes of all files
    Sorter(Path folder, Kind kind, List<FileName> files, long bytes) throws IOException {
        this(folder, kind, files, bytes <= FEW_BYTES, MOST_LINES);
    }

    /// @param few whether all fit into memory
    Sorter(Path folder, Kind kind, List<FileName> files, boolean few, int mostLines) throws IOException {
        this.folder = Files.createTempDirectory(Files.createDirectories(folder), "sort");
        this.kind = kind;
        this.files = files;
        this.few = few || kind != Kind.RESULTS; // all others have no series
        this.mostLines = mostLines;
    }

    /// @param notes kept in the footer
    void write(Path into, Map<String, String> notes, Archive archive) throws IOException {
        try (var writer = LineFiles.write(into, kind, LineFiles.OF_ONE, notes)) {
            if (few) {
                var lines = new ArrayList<Line>();
                for (FileName file : files) {
                    archive.read(file, lines::add);
                }
                sorted(lines, writer);
                return;
            }
            try (var deal = new Deal(0)) {
                for (FileName file : files) {
                    archive.read(file, deal::add);
                }
                deal.write(writer);
            }
        }
    }

    private static void sorted(List<Line> lines, CarpetWriter<Line> writer) throws IOException {
        lines.sort(ORDER);
        var ids = new HashSet<String>();
        for (Line line : lines) {
            if (ids.add(line.id())) { // a probe may send a result twice, a cut part may overlap another
                writer.write(line);
            }
        }
    }

    /// Lines of some series to a file, in the order of the numbers of series.
    private final class Deal implements AutoCloseable {
        private final int deals;
        private final List<Path> paths = new ArrayList<>();
        private final List<CarpetWriter<Line>> writers = new ArrayList<>();
        private final int[] lines = new int[1 << BITS];

        /// @param deals how often the lines were dealt already
        private Deal(int deals) throws IOException {
            this.deals = deals;
            for (int i = 0; i < lines.length; i++) {
                Path path = folder.resolve("deal-" + deals + '-' + i + ".parquet");
                paths.add(path);
                writers.add(LineFiles.write(path, kind, LineFiles.OF_MANY, Map.of()));
            }
        }

        private void add(Line line) {
            // series are 63 bits that a hash made: any of their bits spread them
            int place = (int) (line.sortSeries() << (1 + BITS * deals) >>> (Long.SIZE - BITS));
            lines[place]++;
            try {
                writers.get(place).write(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(CarpetWriter<Line> writer) throws IOException {
            close();
            for (int i = 0; i < lines.length; i++) {
                if (lines[i] > mostLines && deals + 1 < MOST_DEALS) {
                    dealAgain(paths.get(i), writer);
                } else {
                    var few = new ArrayList<Line>(lines[i]);
                    LineFiles.read(paths.get(i), kind, few::add);
                    sorted(few, writer);
                }
                Files.delete(paths.get(i));
            }
        }

        private void dealAgain(Path path, CarpetWriter<Line> writer) throws IOException {
            try (var deal = new Deal(deals + 1)) {
                LineFiles.read(path, kind, deal::add);
                deal.write(writer);
            }
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
