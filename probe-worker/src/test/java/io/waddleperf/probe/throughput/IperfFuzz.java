package io.waddleperf.probe.throughput;

import static io.waddleperf.probe.fuzz.Texts.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// JSON of iperf3's control connection: parameters and results.
public final class IperfFuzz implements FuzzTarget {
    private static final List<String> NAMES = List.of(
            "tcp",
            "udp",
            "omit",
            "time",
            "num",
            "blockcount",
            "parallel",
            "len",
            "bandwidth",
            "reverse",
            "bidirectional",
            "udp_counters_64bit",
            "title",
            "congestion_used",
            "cpu_util_total",
            "retransmits");
    private static final List<String> STREAM_NAMES =
            List.of("id", "bytes", "retransmits", "jitter", "errors", "packets", "start_time", "end_time", "x");
    private static final List<String> VALUES = List.of(
            "true",
            "false",
            "0",
            "1",
            "10",
            "131072",
            "-1",
            "1e999",
            "99999999999999999999",
            "null",
            "{}",
            "[]",
            "1.5e-05",
            "\"cubic\"",
            "\"a \\\"b\\\" \\\\ {[\"",
            "NaN",
            "[[[[[[[[[",
            "\"" + "x".repeat(60) + "\"",
            "[{},3]",
            "1.5");

    @Override
    public String name() {
        return "iperf3 messages";
    }

    @Override
    public List<String> parsers() {
        return List.of("throughput.Message", "throughput.Parameters", "throughput.Results", "throughput.StreamResult");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var text = new StringBuilder(random.nextInt(40) == 0 ? "[" : "{");
        text.append(random.nextInt(4) == 0 ? "\"udp\":true" : "\"tcp\":true");
        fields(text, NAMES, random);
        if (random.nextInt(3) > 0) {
            text.append(",\"streams\":[");
            text.append("{\"id\":3},".repeat(random.nextInt(60) == 0 ? 300 : 0));
            for (int streams = random.nextInt(3); streams > 0; streams--) {
                text.append("{\"id\":1,\"bytes\":5");
                fields(text, STREAM_NAMES, random);
                text.append("},");
            }
            text.append(random.nextInt(8) == 0 ? "7" : "{}");
            text.append(']');
        }
        return Texts.broken(text.append('}').toString().getBytes(StandardCharsets.UTF_8), random);
    }

    private static void fields(StringBuilder text, List<String> names, RandomGenerator random) {
        for (int fields = random.nextInt(7); fields > 0; fields--) {
            text.append(",\"").append(one(names, random)).append("\":").append(one(VALUES, random));
        }
    }

    @Override
    public void read(byte[] input) throws IOException {
        var message = Message.parse(new String(input, StandardCharsets.UTF_8));
        try {
            var parameters = Parameters.of(message);
            assertTrue(parameters.parallel() >= 0 && parameters.seconds() >= 0 && parameters.omitSeconds() >= 0);
            assertTrue(parameters.blockBytes() >= 16 && parameters.blockBytes() <= 1_048_576);
            assertTrue(parameters.bitsPerSecond() >= 0);
            assertEquals(parameters, Parameters.of(parameters.message()), "we say what we read");
            assertTrue(parameters.forward() || parameters.backward());
        } catch (IperfFormatException e) {
            assertEquals("neither TCP nor UDP is asked for", e.getMessage());
        }
        var results = Results.of(message);
        assertTrue(results.message().text().startsWith("{") && results.streams().size() <= 256);
        for (var stream : results.streams()) {
            assertTrue(stream.bytes() >= 0 && stream.packets() >= 0 && stream.lost() >= 0);
            assertTrue(stream.retransmits() >= -1 && stream.id() >= 0);
            assertTrue(Double.isFinite(stream.jitterS()) && stream.jitterS() >= 0);
            assertTrue(Double.isFinite(stream.endS()) && stream.endS() >= 0);
        }
    }

    @Override
    public Check check() {
        return new Check("throughput.Message", "list", 1);
    }
}
