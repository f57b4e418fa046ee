package io.waddleperf.contracts.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Replay;
import io.waddleperf.contracts.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final byte[] VALUE = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Signer SIGNER =
            Signer.of(Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]));

    @Test
    void isFoundWhereItIsTheLastHeader() {
        var signed = SIGNER.sign("local", record());
        var header = Signature.in(signed.headers()).orElseThrow();
        assertEquals(signed.headers().lastHeader(Signature.HEADER), header);
    }

    @Test
    void isFoundBehindWhatOthersAddedLater() {
        var signed = SIGNER.sign("local", record());
        signed.headers().add(Replay.HEADER, VALUE).add("x-other", VALUE);
        assertTrue(Signature.in(signed.headers()).isPresent());
    }

    @Test
    void isNotFoundWhereThereIsNone() {
        var unsigned = record();
        assertTrue(Signature.in(unsigned.headers()).isEmpty());
        unsigned.headers().add("traceparent", VALUE).add(Replay.HEADER, VALUE);
        assertTrue(Signature.in(unsigned.headers()).isEmpty());
        unsigned.headers().remove("content-type").remove("traceparent");
        assertTrue(Signature.in(unsigned.headers()).isEmpty());
    }

    private static ProducerRecord<String, byte[]> record() {
        return Topics.RESULTS.record("local", VALUE, "id", 4);
    }
}
