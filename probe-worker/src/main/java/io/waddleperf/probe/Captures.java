package io.waddleperf.probe;

import io.waddleperf.probe.capture.CaptureFolder;
import io.waddleperf.probe.execution.FileKeeper;
import io.waddleperf.probe.joining.Access;
import io.waddleperf.probe.outbox.ArtifactOutbox;
import io.waddleperf.probe.outbox.ProducerSettings;
import io.waddleperf.probe.spool.Spool;
import io.waddleperf.probe.spool.SpoolSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// Where captures are written and sent from, on a probe that allows them; elsewhere there is no such
/// directory, thread or producer.
record Captures(Optional<CaptureFolder> folder, FileKeeper keeper) {
    /// Of the room for results.
    private static final int SPOOL_SHARE = 4;

    private static final long MOST_SPOOL_MIB = 64;

    /// @param closing ends what is started
    static Captures open(
            Settings settings, Access access, DataDirectory directory, InstantSource clock, Closing closing)
            throws IOException {
        if (!settings.capture()) {
            return new Captures(Optional.empty(), FileKeeper.NONE);
        }
        long limitMib = Math.clamp(settings.bounds().spoolLimitMib() / SPOOL_SHARE, 1, MOST_SPOOL_MIB);
        var spool = closing.later(Spool.open(directory.artifacts(), SpoolSettings.ofArtifacts(limitMib), clock));
        var outbox = closing.later(ArtifactOutbox.start(
                spool,
                new ProducerSettings(settings.bootstrapServers(), settings.probeId(), access),
                settings.partitions()));
        return new Captures(Optional.of(CaptureFolder.emptied(directory.captures(), outbox::hasRoom)), outbox);
    }
}
