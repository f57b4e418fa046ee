package io.waddleperf.probe.outbox;

import io.waddleperf.contracts.ArtifactChunk;
import io.waddleperf.contracts.ArtifactChunks;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.RenewedProducer;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import io.waddleperf.probe.execution.FileKeeper;
import io.waddleperf.probe.measure.MadeFile;
import io.waddleperf.probe.spool.Spool;
import io.waddleperf.probe.spool.SpoolRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Files that tests made, from the disk to Kafka in chunks, each at least once.
///
/// They have a spool and a producer of their own, so that no result waits behind 16 MiB; chunks go one
/// after the other. The producer is made for the first.
public final class ArtifactOutbox implements FileKeeper, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ArtifactOutbox.class.getName());
    private static final long LOOK_MS = 500;
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);

    private final Spool spool;
    private final int partitions;
    private final RenewedProducer producer;
    private final Thread thread;
    private volatile boolean closing;

    private ArtifactOutbox(Spool spool, int partitions, Supplier<Producer<String, byte[]>> producer) {
        this.spool = spool;
        this.partitions = partitions;
        this.producer = new RenewedProducer("artifacts", producer);
        this.thread = Thread.ofPlatform().name("artifacts").daemon().unstarted(this::run);
    }

    /// @param spool      of chunks and nothing else
    /// @param partitions of the topics that are spread by probe
    public static ArtifactOutbox start(Spool spool, ProducerSettings settings, int partitions) {
        return start(spool, partitions, settings.artifacts());
    }

    static ArtifactOutbox start(Spool spool, int partitions, Supplier<Producer<String, byte[]>> producer) {
        var outbox = new ArtifactOutbox(spool, partitions, producer);
        outbox.thread.start();
        return outbox;
    }

    /// Whether one more may be made: what waits for Kafka is bounded, but for the last one taken.
    public boolean hasRoom() {
        return !spool.full();
    }

    /// Writes the chunks down before the result is: who sees the result finds them on their way. A
    /// probe that is killed between both measures again, which makes another file.
    @Override
    public void keep(Result result, MadeFile file) {
        try (var in = Files.newInputStream(file.path())) {
            var whole = new ArtifactChunks.Whole(file.name(), file.mediaType(), Files.size(file.path()), sha256(file));
            for (int index = 0; index < whole.count(); index++) {
                var chunk = ArtifactChunks.piece(result, whole, index, in.readNBytes(ArtifactChunk.MOST_BYTES));
                spool.append(chunk.artifactId(), SpoolRecord.Urgency.NORMAL, WireCodec.bytes(chunk));
            }
        } catch (IOException e) { // asking again would not bring it back; the result goes without
            LOG.log(Level.SEVERE, "the file of result " + result.id() + " is lost: it cannot be read", e);
        }
        file.delete();
    }

    private static String sha256(MadeFile file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(Files.newInputStream(file.path()), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// What is not acknowledged by then stays in the spool.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ZERO);
    }

    private void run() {
        long position = spool.sentPosition();
        long pauseMs = FIRST_PAUSE_MS;
        try {
            while (!closing) {
                var next = next(position);
                if (next.isEmpty()) {
                    continue;
                }
                if (sent(next.get())) {
                    spool.markSent(next.get());
                    position = next.get().end();
                    pauseMs = FIRST_PAUSE_MS;
                } else {
                    Thread.sleep(pauseMs);
                    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Empty where there is none now, or the disk does not give it.
    private Optional<SpoolRecord> next(long position) throws InterruptedException {
        try {
            return spool.next(position, LOOK_MS);
        } catch (UncheckedIOException e) {
            LOG.log(Level.SEVERE, "the spool of artifacts cannot be read; the outbox waits", e);
            Thread.sleep(LONGEST_PAUSE_MS);
            return Optional.empty();
        }
    }

    /// The producer tells the end of each within its delivery timeout.
    private boolean sent(SpoolRecord record) throws InterruptedException {
        var ended = new CompletableFuture<Boolean>();
        var _ = producer.send(messageOf(record), (_, error) -> {
            if (error != null) {
                LOG.log(Level.FINE, "a chunk of artifact " + record.resultId() + " is sent again later", error);
            }
            ended.complete(error == null);
        });
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it completes with a value", e);
        }
    }

    /// The spool's bytes as they are; the chunk is read for its number only.
    private ProducerRecord<String, byte[]> messageOf(SpoolRecord record) {
        byte[] json = record.json().bytes();
        String artifact = record.resultId().toString();
        try {
            var chunk = WireCodec.read(ArtifactChunk.class, json);
            return Topics.ARTIFACTS.record(artifact, json, artifact + '/' + chunk.index(), partitions);
        } catch (WireFormatException e) { // written by a version with other rules: its reader may know them
            return Topics.ARTIFACTS.record(artifact, json, artifact, partitions);
        }
    }
}
