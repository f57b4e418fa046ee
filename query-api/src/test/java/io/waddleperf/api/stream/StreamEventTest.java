package io.waddleperf.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.contracts.Outcome;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.Topics;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class StreamEventTest {
    private static final Result REFUSED = Samples.failed(
            "local", "web", io.waddleperf.contracts.Test.TCP, Samples.AT, new Outcome.Refused("no thing today"));

    private static String frame(String json) {
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        var record = new ConsumerRecord<>(Topics.RESULTS.name(), 1, 7, "local", value);
        return StreamEvent.of(StreamType.RESULT, record).orElseThrow().frame().toString();
    }

    @Test
    void sendsWhatIsOneLineAsItIs() {
        String json = WireCodec.text(REFUSED);
        assertEquals("event: result\nid: 1:7\ndata: " + json + "\n\n", frame(json));
    }

    @Test
    void escapesControlCharactersThatTheWireLetThrough() throws JsonProcessingException {
        for (String raw : new String[] {"\n", "\r", "\t", "\b", "\u0001", "\u001f"}) {
            String frame = frame(WireCodec.text(REFUSED).replace("no thing", "no" + raw + "thing"));
            String data = frame.substring(frame.indexOf("data: ") + 6, frame.length() - 2);
            assertTrue(data.chars().noneMatch(character -> character < ' '), data);
            String reason =
                    new JsonMapper().readTree(data).at("/outcome/reason").asText();
            assertEquals("no" + raw + "thing today", reason);
        }
        assertFalse(frame(WireCodec.text(REFUSED).replace(",", ",\n"))
                .replaceFirst("(?s)^.*data: ", "")
                .trim()
                .contains("\n"));
    }
}
