package io.waddleperf.probe.autonomy;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.waddleperf.contracts.Assignment;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The newest assignment on disk, for a probe that starts while Kafka is away: how far this machine's
/// clock was ahead of the broker's in microseconds, a line feed, and the assignment as on the topic.
final class KeptAssignment {
    private static final Logger LOG = Logger.getLogger(KeptAssignment.class.getName());

    private final Path file;

    KeptAssignment(Path file) {
        this.file = file;
    }

    /// @param ahead of the broker's clock; negative: behind
    record Kept(Assignment assignment, Duration ahead) {}

    /// Whole or not at all, also where the machine loses its power meanwhile. A disk that takes nothing costs
    /// a later start its assignment and nothing now.
    void keep(Kept kept) {
        var text = kept.ahead().toNanos() / 1_000 + "\n" + WireCodec.text(kept.assignment());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (var out = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
                out.write(StandardCharsets.UTF_8.encode(text));
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the assignment could not be kept in " + file, e);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the assignment in " + file + " is over and could not be removed", e);
        }
    }

    /// Empty where there is none that can be read.
    Optional<Kept> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            var ahead = Duration.ofNanos(Long.parseLong(text.substring(0, Math.max(0, end))) * 1_000);
            return Optional.of(new Kept(WireCodec.read(Assignment.class, text.substring(end + 1)), ahead));
        } catch (IOException | NumberFormatException | WireFormatException e) {
            LOG.log(Level.WARNING, "the kept assignment in " + file + " cannot be used; Kafka has it", e);
            return Optional.empty();
        }
    }
}
