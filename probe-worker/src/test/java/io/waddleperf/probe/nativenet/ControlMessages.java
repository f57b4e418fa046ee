package io.waddleperf.probe.nativenet;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Control messages as the kernel writes them, for fuzzing.
public final class ControlMessages {
    private ControlMessages() {}

    /// A stamp, a hop limit and an ICMP error with the address of who complained.
    public static byte[] ofAnError(RandomGenerator random) {
        var bytes = ByteBuffer.allocate(192).order(ByteOrder.nativeOrder());
        message(bytes, Linux.SOL_SOCKET, Linux.SCM_TIMESTAMPING, 48);
        bytes.putLong(1_795_000_000L).putLong(random.nextInt(1_000_000_000)).position(bytes.position() + 32);
        message(bytes, Linux.SOL_IP, Linux.IP_TTL, 4);
        bytes.putInt(random.nextInt(256)).putInt(0);
        message(bytes, Linux.SOL_IP, Linux.IP_RECVERR, 32);
        bytes.putInt(Errno.EHOSTUNREACH).put((byte) Linux.SO_EE_ORIGIN_ICMP).put((byte) 3);
        bytes.put((byte) random.nextInt(16)).put((byte) 0).putInt(0).putInt(random.nextInt());
        bytes.putShort((short) Linux.AF_INET)
                .putShort((short) 0)
                .putInt(random.nextInt())
                .putLong(0);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    public static ControlData parse(byte[] messages) {
        var aligned = MemorySegment.ofArray(new long[(messages.length + 7) / 8]).asSlice(0, messages.length);
        aligned.copyFrom(MemorySegment.ofArray(messages));
        return ControlData.parse(aligned);
    }

    private static void message(ByteBuffer to, int level, int type, int bodyBytes) {
        to.putLong(16 + bodyBytes).putInt(level).putInt(type);
    }
}
