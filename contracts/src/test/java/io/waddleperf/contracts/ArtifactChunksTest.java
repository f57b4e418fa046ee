package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactChunksTest {
    private static final Result RESULT = (Result) Events.named("result-ping");
    private static final int PIECE = ArtifactChunk.MOST_BYTES;

    @ParameterizedTest
    @ValueSource(ints = {1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7, ArtifactChunk.MOST_TOTAL_BYTES})
    void cutsAFileIntoPiecesThatMakeItUpAgain(int bytes) {
        var content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        var whole = new ByteArrayOutputStream();
        var chunks = ArtifactChunks.of(RESULT, "capture.pcap", "application/x-pcap", content);
        for (var chunk : chunks) {
            assertEquals(chunks.size(), chunk.count());
            assertEquals(bytes, chunk.totalBytes());
            assertTrue(chunk.bytes().length <= PIECE);
            whole.writeBytes(chunk.bytes());
        }
        assertArrayEquals(content, whole.toByteArray());
        assertEquals(ArtifactChunks.sha256(content), chunks.getFirst().sha256());
    }

    @Test
    void fitsARecordOfKafka() {
        var chunk =
                ArtifactChunks.of(RESULT, "a", "text/plain", new byte[PIECE]).getFirst();
        byte[] sent = Topics.ARTIFACTS.record("a", chunk, 4).value();
        assertTrue(sent.length < 1_000_000, sent.length + " bytes");
        assertEquals(chunk, WireCodec.read(ArtifactChunk.class, sent));
    }

    @Test
    void givesTheSameFileOfAResultTheSameId() {
        var id = ArtifactChunks.id(RESULT.id(), "a.txt");
        assertEquals(
                id,
                ArtifactChunks.of(RESULT, "a.txt", "text/plain", new byte[1])
                        .getFirst()
                        .artifactId());
        assertNotEquals(id, ArtifactChunks.id(RESULT.id(), "b.txt"));
    }

    @Test
    void refusesWhatIsEmptyOrTooLarge() {
        assertThrows(IllegalArgumentException.class, () -> ArtifactChunks.of(RESULT, "a", "text/plain", new byte[0]));
        var tooLarge = new byte[ArtifactChunk.MOST_TOTAL_BYTES + 1];
        assertThrows(IllegalArgumentException.class, () -> ArtifactChunks.of(RESULT, "a", "text/plain", tooLarge));
    }

    @ParameterizedTest
    @CsvSource({
        "../a, text/plain, name",
        "a/b, text/plain, name",
        "'', text/plain, name",
        "'a\"b', text/plain, name",
        ".hidden, text/plain, name",
        "a, text, mediaType",
        "a, 'text/plain\r\nX: y', mediaType"
    })
    void saysWhichFieldDoesNotFit(String name, String mediaType, String field) {
        var e = assertThrows(
                IllegalArgumentException.class, () -> ArtifactChunks.of(RESULT, name, mediaType, new byte[1]));
        assertTrue(String.valueOf(e.getMessage()).startsWith(field + ' '), e.getMessage());
    }

    @Test
    void refusesAPieceThatIsNoBase64OrOutOfItsCount() {
        assertThrows(IllegalArgumentException.class, () -> piece(0, 1, "!"));
        assertThrows(IllegalArgumentException.class, () -> piece(1, 1, "aA=="));
        assertThrows(IllegalArgumentException.class, () -> piece(-1, 1, "aA=="));
        assertThrows(IllegalArgumentException.class, () -> piece(0, ArtifactChunk.MOST_CHUNKS + 1, "aA=="));
        assertThrows(IllegalArgumentException.class, () -> piece(0, 1, "A".repeat(PIECE)));
        var lines = Collections.nCopies(ArtifactChunk.MOST_CHUNKS, "AAAA".repeat(4_096));
        assertThrows(IllegalArgumentException.class, () -> piece(lines));
        assertEquals(1, piece(0, 1, "aA==").bytes().length);
    }

    private static ArtifactChunk piece(List<String> lines) {
        return new ArtifactChunk(
                RESULT.id(), RESULT.id(), "p", "t", "a", "text/plain", 0, 1, 1, "00".repeat(32), lines);
    }

    private static ArtifactChunk piece(int index, int count, String data) {
        return new ArtifactChunk(
                RESULT.id(), RESULT.id(), "p", "t", "a", "text/plain", index, count, 1, "00".repeat(32), List.of(data));
    }
}
