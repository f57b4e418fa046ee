package io.waddleperf.probe.outbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.ArtifactChunk;
import io.waddleperf.contracts.ArtifactChunks;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.ProbePartition;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.probe.measure.MadeFile;
import io.waddleperf.probe.spool.Spool;
import io.waddleperf.probe.spool.SpoolSettings;
import io.waddleperf.testkit.Await;
import io.waddleperf.testkit.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the producer that Kafka ships for tests: each of its sends ends as the test says.
class ArtifactOutboxTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Result RESULT = Samples.ping("local", "192.0.2.1", Samples.AT);

    /// Two whole chunks and a bit.
    private static final int BYTES = 2 * ArtifactChunk.MOST_BYTES + 100_000;

    @TempDir
    private Path directory;

    private final List<MockProducer<String, byte[]>> producers = new CopyOnWriteArrayList<>();
    private Spool spool;
    private ArtifactOutbox outbox;

    @BeforeEach
    void start() throws IOException {
        spool = Spool.open(directory.resolve("spool"), SpoolSettings.ofArtifacts(1), InstantSource.system());
        outbox = ArtifactOutbox.start(spool, 4, this::made);
    }

    @AfterEach
    void stop() throws IOException {
        outbox.close();
        spool.close();
    }

    @Test
    void sendsAFileInChunksThatMakeItWholeAgain() throws IOException {
        var content = content(1);
        var file = file("a.pcapng", content);
        assertTrue(producers.isEmpty(), "no producer before the first file");
        outbox.keep(RESULT, file);
        assertFalse(Files.exists(file.path()), "it is in the spool now");
        for (int i = 1; i <= 3; i++) {
            completeNext(i);
        }
        Await.equal(0L, SOON, () -> spool.state().pending());
        var chunks = chunks();
        assertEquals(ArtifactChunks.of(RESULT, "a.pcapng", file.mediaType(), content), chunks);
        var whole = new ByteArrayOutputStream();
        chunks.forEach(chunk -> whole.writeBytes(chunk.bytes()));
        assertArrayEquals(content, whole.toByteArray());
        var id = ArtifactChunks.id(RESULT.id(), "a.pcapng").toString();
        var last = producers.getFirst().history().getLast();
        assertEquals(Topics.ARTIFACTS.name(), last.topic());
        assertEquals(id, last.key());
        assertEquals(ProbePartition.of(id, 4), last.partition());
        assertEquals(id + "/2", new String(last.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
    }

    @Test
    void sendsAChunkThatFailedAgainBeforeTheNext() throws IOException {
        outbox.keep(RESULT, file("a.pcapng", content(2)));
        Await.equal(1, SOON, this::sent);
        producers.getFirst().errorNext(new NotLeaderOrFollowerException("expected by the test"));
        Await.equal(2, SOON, this::sent);
        assertEquals(chunks().get(0), chunks().get(1));
        assertEquals(3, spool.state().pending());
    }

    @Test
    void goesOnAfterARestartWithWhatKafkaHasNotAcknowledged() throws IOException {
        outbox.keep(RESULT, file("a.pcapng", content(3)));
        completeNext(1);
        Await.equal(2, SOON, this::sent);
        stop();
        producers.clear();
        start();
        completeNext(1);
        completeNext(2);
        Await.equal(0L, SOON, () -> spool.state().pending());
        assertEquals(List.of(1, 2), chunks().stream().map(ArtifactChunk::index).toList());
    }

    @Test
    void hasNoRoomWhileTooMuchWaits() throws IOException {
        assertTrue(outbox.hasRoom());
        outbox.keep(RESULT, file("a.pcapng", content(4)));
        assertFalse(outbox.hasRoom(), "1 MiB is the bound");
        for (int i = 1; i <= 3; i++) {
            completeNext(i);
        }
        Await.until("there is room again", SOON, outbox::hasRoom);
    }

    @Test
    void doesNotWaitForAFileThatIsLost() throws IOException {
        outbox.keep(RESULT, new MadeFile("a.pcapng", "application/octet-stream", directory.resolve("absent")));
        assertTrue(producers.isEmpty());
        outbox.keep(RESULT, file("b.pcapng", content(5)));
        completeNext(1);
    }

    private MadeFile file(String name, byte[] content) throws IOException {
        return new MadeFile(name, "application/vnd.tcpdump.pcapng", Files.write(directory.resolve(name), content));
    }

    private static byte[] content(int seed) {
        var content = new byte[BYTES];
        new Random(seed).nextBytes(content);
        return content;
    }

    private Producer<String, byte[]> made() {
        var producer = new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    private int sent() {
        return producers.isEmpty() ? 0 : producers.getLast().history().size();
    }

    private void completeNext(int number) {
        Await.equal(number, SOON, this::sent);
        producers.getLast().completeNext();
    }

    private List<ArtifactChunk> chunks() {
        return producers.getLast().history().stream()
                .map(record -> WireCodec.read(ArtifactChunk.class, record.value()))
                .toList();
    }
}
