package io.waddleperf.probe.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.http2.Http2Exchange;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthAnswerTest {
    private static final HeaderField TYPE = new HeaderField("content-type", "application/grpc+proto");
    private static final HeaderField OK = new HeaderField("grpc-status", "0");

    @Test
    void writesTheRequest() {
        assertEquals("0000000000", HexFormat.of().formatHex(HealthMessages.request("")));
        assertEquals("00000000050a03612e62", HexFormat.of().formatHex(HealthMessages.request("a.b")));
        byte[] longest = HealthMessages.request("x".repeat(128));
        assertEquals("00000000830a8001", HexFormat.of().formatHex(longest, 0, 8));
        assertEquals(136, longest.length);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000020801, SERVING",
        "00000000020802, NOT_SERVING",
        "00000000020803, SERVICE_UNKNOWN",
        "00000000020809, 9",
        "0000000000, UNKNOWN",
    })
    void readsTheResponse(String hex, String serving) throws Exception {
        assertEquals(serving, HealthMessages.serving(HexFormat.of().parseHex(hex)));
    }

    @Test
    void skipsFieldsOfANewerVersion() throws Exception {
        assertEquals("SERVING", HealthMessages.serving(HexFormat.of().parseHex("00000000091203aabbcc08011805")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00000000",
                "01000000020801",
                "00000000030801",
                "00ffffffff0801",
                "000000000108",
                "00000000020b01"
            })
    void refusesWhatIsNoResponse(String hex) {
        assertThrows(
                GrpcFormatException.class,
                () -> HealthMessages.serving(HexFormat.of().parseHex(hex)));
    }

    @Test
    void saysHowTheCallEnded() throws Exception {
        assertInstanceOf(
                Outcome.Measured.class,
                answer(200, "00000000020801", List.of(OK), TYPE).outcome("a"));
        assertDetail("expected SERVING, the server says NOT_SERVING", answer(200, "00000000020802", List.of(OK), TYPE));
        assertDetail("the server knows no service \"a\" (NOT_FOUND)", answer(200, "", List.of(), TYPE, status(5)));
        assertDetail("the server has no health service (UNIMPLEMENTED)", answer(200, "", List.of(), TYPE, status(12)));
        assertDetail(
                "the call ended with UNAVAILABLE: soon?",
                answer(200, "", List.of(status(14), new HeaderField("grpc-message", "soon\n")), TYPE));
        assertDetail("the call ended with the unknown code 99", answer(200, "", List.of(status(99)), TYPE));
        assertDetail("HTTP status 404, which no gRPC server answers", answer(404, "", List.of()));
    }

    @Test
    void refusesWhatIsNoGrpc() {
        assertThrows(GrpcFormatException.class, () -> answer(200, "", List.of()).outcome(""));
        assertThrows(
                GrpcFormatException.class,
                () -> answer(200, "", List.of(), TYPE).outcome(""));
        assertThrows(
                GrpcFormatException.class,
                () -> answer(200, "", List.of(new HeaderField("grpc-status", "x")), TYPE)
                        .outcome(""));
    }

    private static void assertDetail(String detail, HealthAnswer answer) throws GrpcFormatException {
        assertEquals(
                detail,
                assertInstanceOf(Outcome.Failed.class, answer.outcome("a")).detail());
    }

    private static HeaderField status(int code) {
        return new HeaderField("grpc-status", String.valueOf(code));
    }

    private static HealthAnswer answer(int status, String message, List<HeaderField> trailers, HeaderField... head) {
        return new HealthAnswer(
                new Http2Exchange.Head(status, List.of(head)), HexFormat.of().parseHex(message), trailers);
    }
}
