package io.waddleperf.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to write and to read a ping's result; Jackson's tree model is the other side.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
public class CodecBenchmark {
    private final Result result = Samples.ping("local", "https://example.net/", Samples.AT);
    private final byte[] json = WireCodec.bytes(result);
    private final byte[] spaced =
            WireCodec.text(result).replaceFirst("\\{", "{ ").getBytes(StandardCharsets.UTF_8);
    private final ObjectMapper jackson = new ObjectMapper();
    private final JsonNode tree = tree();

    private JsonNode tree() {
        try {
            return jackson.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public byte[] write() {
        return WireCodec.bytes(result);
    }

    @Benchmark
    public Result read() {
        return WireCodec.read(Result.class, json);
    }

    /// As any JSON may be written, so that fields are found by their names.
    @Benchmark
    public Result readSpaced() {
        return WireCodec.read(Result.class, spaced);
    }

    @Benchmark
    public byte[] writeJacksonTree() throws JsonProcessingException {
        return jackson.writeValueAsBytes(tree);
    }

    @Benchmark
    public JsonNode readJacksonTree() throws IOException {
        return jackson.readTree(json);
    }
}
