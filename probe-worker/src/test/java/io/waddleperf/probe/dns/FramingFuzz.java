package io.waddleperf.probe.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Messages of DNS on a TCP or TLS connection.
public final class FramingFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "DNS messages on a stream";
    }

    @Override
    public List<String> parsers() {
        return List.of("dns.Framing");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        byte[] message = new byte[random.nextInt(6) == 0 ? random.nextInt(14) : random.nextInt(600)];
        random.nextBytes(message);
        return Texts.broken(Framing.of(message), random);
    }

    @Override
    public void read(byte[] input) throws IOException {
        var in = new ByteArrayInputStream(input);
        byte[] message = Framing.read(in);
        assertTrue(message.length >= 12 && message.length == input.length - 2 - in.available());
        byte[] framed = Framing.of(message);
        assertArrayEquals(Arrays.copyOf(input, framed.length), framed);
    }

    @Override
    public Check check() {
        return new Check("dns.Framing", "read", 0);
    }
}
