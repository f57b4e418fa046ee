package io.waddleperf.archive;

import com.jerolba.carpet.CarpetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// A file that is being written: what follows each other in one partition within one window.
final class Part {
    /// A pure function of the log as well: counted from where the part before ended.
    static final int MOST_LINES = 1_000_000;

    private final TopicPartition partition;
    private final Window window;
    private final long first;
    private final Instant begun;
    private final Path file;
    private final CarpetWriter<Line> writer;
    private long last;
    private int lines;

    /// @param begun append time of the first line, which has the first offset
    Part(TopicPartition partition, Window window, long first, Instant begun, Path file) throws IOException {
        this.partition = partition;
        this.begun = begun;
        this.window = window;
        this.first = first;
        this.last = first;
        this.file = file;
        this.writer = LineFiles.write(file, window.kind(), LineFiles.OF_FEW, Map.of());
    }

    boolean takes(Instant appendedAt) {
        return window.takes(appendedAt) && lines < MOST_LINES;
    }

    Window window() {
        return window;
    }

    Instant begun() {
        return begun;
    }

    void add(Line line) throws IOException {
        writer.write(line);
        lines++;
        last = line.kafkaOffset();
    }

    FinishedPart finish() throws IOException {
        writer.close();
        String key = FileName.ofPart(window, first, last);
        return new FinishedPart(partition, key, file, lines, Files.size(file), begun, last + 1);
    }

    void drop() {
        try {
            writer.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // the folder of such files is emptied at the next start
        }
    }
}
