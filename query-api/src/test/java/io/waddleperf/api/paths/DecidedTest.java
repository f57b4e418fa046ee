package io.waddleperf.api.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.waddleperf.api.paths.Decided.Move;
import io.waddleperf.testkit.Samples;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecidedTest {
    /// Moves as `second:from>to`.
    private static List<Move> moves(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" "))
                        .map(move -> move.split("[:>]"))
                        .map(parts -> new Move(Samples.AT.plusSeconds(Long.parseLong(parts[0])), parts[1], parts[2]))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'', null",
        "'1:healthy>suspect', SUSPECT",
        "'1:healthy>suspect 2:suspect>healthy', HEALTHY",
        "'2:suspect>healthy 1:healthy>suspect', HEALTHY",
        "'1:suspect>diagnosing 1:diagnosing>diagnosing', DIAGNOSING",
        "'1:diagnosing>analysing 1:suspect>diagnosing 1:analysing>analysing', ANALYSING",
        "'1:healthy>suspect 1:suspect>healthy', SUSPECT",
        "'1:healthy>dozing', UNKNOWN"
    })
    void theNewestMoveThatNoOtherOneFollowsTells(String moves, String state) {
        assertEquals(state, String.valueOf(Decided.newest(moves(moves))));
    }
}
