package io.waddleperf.probe.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.measure.Loopback;
import io.waddleperf.probe.measure.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What needs no right: whether a capture may begin at all.
class CaptureProberTest {
    @TempDir
    private Path directory;

    @Test
    void capturesNothingUnlessItIsAllowed() throws Exception {
        assertEquals(
                new Outcome.Refused("not allowed: this probe captures no packets; start it with --capture=true"),
                run(Optional.empty()).outcome());
    }

    @Test
    void capturesNothingMoreWhileEarlierCapturesWait() throws Exception {
        var measured = run(Optional.of(new CaptureFolder(directory, () -> false)));
        assertEquals(new Outcome.Refused("overloaded: earlier captures still wait for Kafka"), measured.outcome());
        assertNull(measured.file());
        assertFalse(hasFiles());
    }

    @Test
    void saysThatItsFileCannotBeMade() throws Exception {
        var measured = run(Optional.of(new CaptureFolder(directory.resolve("absent"), () -> true)));
        assertTrue(measured.outcome().toString().contains("the capture's file cannot be made: "), measured::toString);
    }

    @Test
    void forgetsWhatAKilledProcessLeft() throws Exception {
        Files.writeString(directory.resolve("left.pcapng"), "half a capture");
        CaptureFolder.emptied(directory, () -> true);
        assertFalse(hasFiles());
    }

    private static Measurement run(Optional<CaptureFolder> folder) throws InterruptedException {
        return new CaptureProber(folder, "test", InstantSource.system())
                .run(
                        new CaptureSpec(100_000, 4_096, 128, false, null),
                        Loopback.destination("127.0.0.1", 0),
                        Loopback.deadline(5_000));
    }

    private boolean hasFiles() throws IOException {
        try (var files = Files.list(directory)) {
            return files.findAny().isPresent();
        }
    }
}
