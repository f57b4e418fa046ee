package io.waddleperf.probe.packets;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Family;
import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// What routers quote of our packets, and what targets answer: a byte that chooses the kind of packet,
/// then what came.
public final class QuotesFuzz implements FuzzTarget {
    private static final int QUOTE = 8;
    private static final int BYTES = 60;
    private final List<PacketFormat> formats = new ArrayList<>();

    public QuotesFuzz() {
        for (var method : List.of(PacketMethod.ICMP_DGRAM, PacketMethod.ICMP_RAW, PacketMethod.UDP)) {
            for (var family : List.of(Family.IPV4, Family.IPV6)) {
                formats.add(new PacketFormat(method, family, 4_711, 0xCAFEL));
            }
        }
    }

    @Override
    public String name() {
        return "quoted packets of traceroute and MTU";
    }

    @Override
    public List<String> parsers() {
        return List.of("packets.PacketFormat");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        int which = random.nextInt(formats.size());
        var format = formats.get(which);
        boolean quote = random.nextBoolean();
        var packet = MemorySegment.ofArray(new byte[format.writtenBytes(BYTES + random.nextInt(40))]);
        format.write(packet, random.nextInt(0x10000));
        byte[] bytes = packet.toArray(ValueLayout.JAVA_BYTE);
        if (quote && random.nextInt(3) == 0) { // a short one, or one that is padded with zeros
            bytes = Arrays.copyOf(Arrays.copyOf(bytes, 8), random.nextBoolean() ? 8 : 128);
        }
        if (!quote && format.method() != PacketMethod.UDP) {
            bytes[0] = (byte) (format.family() == Family.IPV6 ? 129 : 0);
        }
        int header = !quote && format.method() == PacketMethod.ICMP_RAW && format.family() == Family.IPV4 ? 20 : 0;
        byte[] broken = Texts.broken(bytes, random);
        byte[] input = new byte[1 + header + broken.length];
        input[0] = (byte) (which | (quote ? QUOTE : 0));
        if (header > 0) {
            input[1] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : 0x45);
        }
        System.arraycopy(broken, 0, input, 1 + header, broken.length);
        return input;
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length == 0) {
            throw new IOException("no choice");
        }
        var format = formats.get((input[0] & 7) % formats.size());
        var packet = MemorySegment.ofArray(Arrays.copyOfRange(input, 1, input.length));
        switch ((input[0] & QUOTE) != 0 ? format.ofQuote(packet) : format.ofReply(packet)) {
            case PacketFormat.Whose.Ours(int number) -> assertTrue(number >= 0 && number <= 0xFFFF);
            case PacketFormat.Whose.Untold _ -> {}
            case PacketFormat.Whose.Foreign _ -> throw new IOException("somebody else's");
        }
    }

    @Override
    public Check check() {
        return new Check("packets.PacketFormat", "ofReply", 4);
    }
}
