package io.waddleperf.probe.execution;

import io.waddleperf.contracts.Command;
import io.waddleperf.contracts.Ids;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Quality;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.Test;
import io.waddleperf.probe.measure.Measurement;
import io.waddleperf.probe.spool.Spool;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Makes results and writes them to the spool, which makes their commands done.
public final class ResultWriter implements Endings {
    private static final Logger LOG = Logger.getLogger(ResultWriter.class.getName());
    private static final long RETRY_MS = 1_000;

    /// What the probe knows of its own state while a test runs.
    public interface Circumstances {
        /// Whether the machine was short of CPU, or the probe ran a throughput test: for a moment of
        /// the last so many microseconds, in which the result was measured.
        boolean underLoad(Test test, long durationUs);

        /// Whether the probe is cut off from its broker or has lost the network, so that this test, which
        /// ended so, says nothing of its target.
        boolean isolated(Command command, Measurement measurement);

        /// Nothing out of the ordinary, as far as is known.
        Circumstances ORDINARY = new Circumstances() {
            @Override
            public boolean underLoad(Test test, long durationUs) {
                return false;
            }

            @Override
            public boolean isolated(Command command, Measurement measurement) {
                return false;
            }
        };
    }

    private final Spool spool;
    private final Assigned assigned;
    private final Circumstances circumstances;
    private final Tally tally;
    private final FileKeeper files;

    public ResultWriter(Spool spool, Assigned assigned, Circumstances circumstances, Tally tally, FileKeeper files) {
        this.spool = spool;
        this.assigned = assigned;
        this.circumstances = circumstances;
        this.tally = tally;
        this.files = files;
    }

    @Override
    public boolean isDone(UUID resultId) {
        return spool.contains(resultId);
    }

    @Override
    public void countDuplicate() {
        tally.countDuplicate();
    }

    @Override
    public void countTooLate() {
        tally.countTooLate();
    }

    /// While the disk takes nothing, waits and tries again: the slots fill up and intake stops.
    @Override
    public void write(Command command, Instant startedAt, long durationUs, Measurement measurement)
            throws InterruptedException {
        var result = resultOf(command, startedAt, durationUs, measurement, circumstances);
        var urgency = assigned.urgencyOf(result);
        var file = measurement.file();
        if (file != null) {
            untilDone(result, () -> files.keep(result, file));
        }
        untilDone(result, () -> spool.append(result, urgency));
        switch (result.outcome()) {
            case Outcome.Refused _, Outcome.Unsupported _ -> tally.countRefused();
            case Outcome.Measured _, Outcome.Failed _, Outcome.TimedOut _, Outcome.Unknown _ -> tally.countCompleted();
        }
    }

    private static void untilDone(Result result, Runnable write) throws InterruptedException {
        while (true) {
            try {
                write.run();
                return;
            } catch (UncheckedIOException e) {
                LOG.log(Level.SEVERE, "result " + result.id() + " waits for the disk", e);
                TimeUnit.MILLISECONDS.sleep(RETRY_MS);
            }
        }
    }

    /// What a command that ended so says to others.
    public static Result resultOf(
            Command command, Instant startedAt, long durationUs, Measurement measurement, Circumstances circumstances) {
        var how = measurement.how();
        var quality = new Quality(
                how.source(),
                how.method(),
                how.protocol(),
                ChronoUnit.MICROS.between(command.dueAt(), startedAt),
                how.underLoad() || circumstances.underLoad(command.spec().test(), durationUs),
                null,
                circumstances.isolated(command, measurement),
                false);
        return new Result(
                Ids.result(command.id()),
                command.id(),
                command.runId(),
                command.probe(),
                command.target().id(),
                command.check(),
                command.spec().test(),
                command.family(),
                command.tier(),
                command.cause(),
                command.dueAt(),
                startedAt,
                durationUs,
                measurement.outcome(),
                measurement.metrics(),
                measurement.samples(),
                measurement.details(),
                quality);
    }
}
