package io.waddleperf.probe.nativenet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.probe.fuzz.FuzzTarget;
import io.waddleperf.probe.fuzz.Texts;
import io.waddleperf.probe.packets.Icmp;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// What the kernel tells beside a packet: stamps, hop limits, and the ICMP errors that routers sent.
public final class ControlFuzz implements FuzzTarget {
    @Override
    public String name() {
        return "control messages and ICMP errors";
    }

    @Override
    public List<String> parsers() {
        return List.of(
                "nativenet.ControlData",
                "nativenet.ControlData$ExtendedError",
                "nativenet.SocketAddress",
                "packets.Icmp");
    }

    @Override
    public byte[] input(RandomGenerator random) {
        var bytes = ByteBuffer.allocate(512).order(ByteOrder.nativeOrder());
        for (int messages = random.nextInt(5); messages > 0; messages--) {
            switch (random.nextInt(5)) {
                case 0 -> message(bytes, Linux.SOL_SOCKET, Linux.SCM_TIMESTAMPING, 48);
                case 1 -> {
                    boolean v6 = random.nextBoolean();
                    message(bytes, v6 ? Linux.SOL_IPV6 : Linux.SOL_IP, v6 ? Linux.IPV6_HOPLIMIT : Linux.IP_TTL, 8);
                }
                case 2 -> {
                    boolean v6 = random.nextBoolean();
                    int length = v6 ? Layouts.IN6_PKTINFO_BYTES : Layouts.IN_PKTINFO_BYTES;
                    message(
                            bytes,
                            v6 ? Linux.SOL_IPV6 : Linux.SOL_IP,
                            v6 ? Linux.IPV6_PKTINFO : Linux.IP_PKTINFO,
                            length);
                }
                case 3 -> message(bytes, random.nextInt(3), random.nextInt(30), random.nextInt(20));
                default -> error(bytes, random);
            }
        }
        return Texts.broken(Arrays.copyOf(bytes.array(), bytes.position()), random);
    }

    private static void message(ByteBuffer bytes, int level, int type, int bodyBytes) {
        int start = bytes.position();
        bytes.putLong(16L + bodyBytes).putInt(level).putInt(type);
        bytes.position(start + 16 + (bodyBytes + 7) / 8 * 8);
    }

    private static void error(ByteBuffer bytes, RandomGenerator random) {
        boolean v6 = random.nextBoolean();
        int start = bytes.position() + 16;
        message(bytes, v6 ? Linux.SOL_IPV6 : Linux.SOL_IP, v6 ? Linux.IPV6_RECVERR : Linux.IP_RECVERR, v6 ? 44 : 32);
        bytes.putInt(start, 113);
        bytes.put(start + 4, (byte) (v6 ? Linux.SO_EE_ORIGIN_ICMP6 : Linux.SO_EE_ORIGIN_ICMP));
        bytes.put(start + 5, (byte) random.nextInt(13));
        bytes.put(start + 6, (byte) random.nextInt(6));
        bytes.putShort(start + 16, (short) (random.nextInt(6) == 0 ? 0 : v6 ? Linux.AF_INET6 : Linux.AF_INET));
    }

    @Override
    public void read(byte[] input) throws IOException {
        var aligned = MemorySegment.ofArray(new long[(input.length + 7) / 8]).asSlice(0, input.length);
        MemorySegment.copy(MemorySegment.ofArray(input), 0, aligned, 0, input.length);
        var data = ControlData.parse(aligned);
        var info = ControlData.packetInfo(aligned);
        assertTrue(info == null || info.byteSize() <= input.length);
        if (input.length >= 16) {
            SocketAddress.readWithPort(aligned);
            for (String mine : List.of("192.0.2.1", "2001:db8::1")) {
                SocketAddress.onHeap(InetAddress.ofLiteral(mine)).sameHost(aligned);
            }
        }
        var error = data.error();
        if (error == null && data.stampNs() == 0 && data.hopLimit() < 0) {
            throw new IOException("nothing");
        }
        assertTrue(error == null || !Icmp.of(error).name().isEmpty());
    }

    @Override
    public Check check() {
        return new Check("nativenet.ControlData", "parse", 2);
    }
}
