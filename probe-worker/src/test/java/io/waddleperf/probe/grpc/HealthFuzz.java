package io.waddleperf.probe.grpc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Outcome;
import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.http2.Http2Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Answers of a health service: three bytes that choose a head, then the message.
public final class HealthFuzz implements FuzzTarget {
    private static final List<String> CODES = List.of("0", "5", "12", "7", "99", "x", "123456", "");

    @Override
    public String name() {
        return "gRPC health answers";
    }

    @Override
    public List<String> parsers() {
        return List.of("grpc.HealthMessages", "grpc.HealthAnswer");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var message = new ByteArrayOutputStream();
        for (int fields = random.nextInt(4); fields > 0; fields--) {
            field(message, random);
        }
        if (random.nextBoolean()) {
            message.write(8);
            message.write(random.nextInt(5));
        }
        byte[] prefixed = ByteBuffer.allocate(8 + message.size())
                .put((byte) random.nextInt(16))
                .put((byte) (random.nextInt(3) > 0 ? 0 : random.nextInt(8)))
                .put((byte) random.nextInt(4))
                .put((byte) (random.nextInt(12) == 0 ? 1 : 0))
                .putInt(message.size())
                .put(message.toByteArray())
                .array();
        return Texts.broken(prefixed, random);
    }

    private static void field(ByteArrayOutputStream message, RandomGenerator random) {
        int kind = random.nextInt(8);
        message.write(random.nextInt(1, 5) << 3 | kind);
        switch (kind) {
            case 0 -> {
                for (int more = random.nextInt(12); more > 0; more--) {
                    message.write(0x80 | random.nextInt(128));
                }
                message.write(random.nextInt(128));
            }
            case 1 -> message.writeBytes(new byte[8]);
            case 2 -> {
                int length = random.nextInt(20);
                message.write(random.nextInt(6) == 0 ? 100 : length);
                message.writeBytes(new byte[length]);
            }
            default -> message.writeBytes(new byte[4]);
        }
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length < 3) {
            throw new IOException("no head");
        }
        String type = input[0] == 0 ? "text/html" : "application/grpc+proto";
        int status = input[0] == 1 ? 503 : 200;
        var code = new HeaderField("grpc-status", CODES.get((input[1] & 0xFF) % CODES.size()));
        var said = new HeaderField("grpc-message", "x".repeat(input.length % 150) + "\u0007");
        var none = List.<HeaderField>of();
        boolean atOnce = input[2] == 1;
        var fields = atOnce
                ? List.of(new HeaderField("content-type", type), code, said)
                : List.of(new HeaderField("content-type", type));
        var trailers = atOnce || input[2] == 2 ? none : input[2] == 3 ? List.of(code) : List.of(code, said);
        byte[] message = Arrays.copyOfRange(input, 3, input.length);
        var answer = new HealthAnswer(new Http2Exchange.Head(status, fields), message, trailers);
        var outcome = answer.outcome("service");
        var serving = answer.serving();
        assertTrue(!(outcome instanceof Outcome.Measured) || serving.orElse("").equals("SERVING"));
        assertTrue(HealthMessages.request("x".repeat(input.length % 300)).length >= 5);
    }

    @Override
    public Check check() {
        return new Check("grpc.HealthMessages", "skip", 1);
    }
}
