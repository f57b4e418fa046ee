package io.waddleperf.probe.nativenet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControlDataTest {
    private final ByteBuffer control = ByteBuffer.allocateDirect(512).order(ByteOrder.nativeOrder());

    @Test
    void readsStampHopLimitAndIcmpErrorOfOnePacket() {
        message(Linux.SOL_SOCKET, Linux.SCM_TIMESTAMPING, 48);
        control.putLong(1_700_000_000L)
                .putLong(123_456_789L)
                .putLong(0)
                .putLong(0)
                .putLong(0)
                .putLong(0);
        message(Linux.SOL_IP, Linux.IP_TTL, 4);
        control.putInt(57).putInt(0); // padded to 8
        message(Linux.SOL_IP, Linux.IP_RECVERR, 32);
        control.putInt(Errno.EHOSTUNREACH)
                .put((byte) Linux.SO_EE_ORIGIN_ICMP)
                .put((byte) 3)
                .put((byte) 1)
                .put((byte) 0)
                .putInt(0)
                .putInt(7);
        control.putShort((short) Linux.AF_INET)
                .putShort((short) 0)
                .put(new byte[] {10, 0, 0, 1})
                .putLong(0);

        var read = parsed(control.position());
        assertEquals(1_700_000_000_123_456_789L, read.stampNs());
        assertEquals(57, read.hopLimit());
        var error = Objects.requireNonNull(read.error());
        assertEquals(Errno.EHOSTUNREACH, error.errno());
        assertEquals(3, error.type());
        assertEquals(1, error.code());
        assertEquals(7, error.data());
        assertEquals(InetAddress.ofLiteral("10.0.0.1"), error.offender());
    }

    @Test
    void stopsWhereTheKernelCutAMessageOff() {
        message(Linux.SOL_SOCKET, Linux.SCM_TIMESTAMPING, 48);
        var read = parsed(24);
        assertEquals(0, read.stampNs());
        assertEquals(-1, read.hopLimit());
        assertNull(read.error());
    }

    @Test
    void passesOverMessagesThatAreTooShortForWhatTheyClaimToBe() {
        message(Linux.SOL_SOCKET, Linux.SCM_TIMESTAMPING, 8);
        control.putLong(5);
        message(Linux.SOL_IPV6, Linux.IPV6_HOPLIMIT, 0);
        message(Linux.SOL_IPV6, Linux.IPV6_RECVERR, 8);
        control.putLong(5);
        var read = parsed(control.position());
        assertEquals(0, read.stampNs());
        assertEquals(-1, read.hopLimit());
        assertNull(read.error());
    }

    @Test
    void readsAnErrorWithoutAnOffenderAndItsMtu() {
        message(Linux.SOL_IP, Linux.IP_RECVERR, 16);
        control.putInt(Errno.EMSGSIZE)
                .put((byte) Linux.SO_EE_ORIGIN_ICMP)
                .put((byte) 3)
                .put((byte) 4)
                .put((byte) 0)
                .putInt(1_400)
                .putInt(0);
        var error = Objects.requireNonNull(parsed(control.position()).error());
        assertEquals(1_400, error.info());
        assertNull(error.offender());
    }

    /// The interface is taken out: a way back may lead through another.
    @Test
    void findsTheAddressThatAPacketCameTo() {
        message(Linux.SOL_IP, Linux.IP_TTL, 4);
        control.putInt(57).putInt(0);
        message(Linux.SOL_IP, Linux.IP_PKTINFO, 12);
        control.putInt(3).put(new byte[] {10, 0, 0, 9, 10, 0, 0, 9});
        var info = Objects.requireNonNull(packetInfo(control.position()));
        assertEquals(28, info.byteSize());
        assertEquals(0, info.get(ValueLayout.JAVA_INT_UNALIGNED, 16));
        assertEquals(9, info.get(ValueLayout.JAVA_BYTE, 23));
        assertNull(packetInfo(control.position() - 1), "cut off");

        control.clear();
        message(Linux.SOL_IPV6, Linux.IPV6_PKTINFO, 20);
        control.put(InetAddress.ofLiteral("2001:db8::9").getAddress()).putInt(3);
        info = Objects.requireNonNull(packetInfo(control.position()));
        assertEquals(36, info.byteSize());
        assertEquals(0, info.get(ValueLayout.JAVA_INT_UNALIGNED, 32));
        assertEquals(9, info.get(ValueLayout.JAVA_BYTE, 31));
    }

    @Test
    void survivesAnyBytes() {
        var random = RandomGenerator.of("L64X128MixRandom");
        int[] levels = {Linux.SOL_IP, Linux.SOL_IPV6, Linux.SOL_SOCKET};
        int[] types = {
            Linux.IP_TTL,
            Linux.IP_RECVERR,
            Linux.IP_PKTINFO,
            Linux.IPV6_RECVERR,
            Linux.IPV6_HOPLIMIT,
            Linux.IPV6_PKTINFO,
            Linux.SCM_TIMESTAMPING
        };
        var bytes = new byte[512];
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(bytes);
            control.clear().put(bytes).clear();
            control.putLong(random.nextInt(20) == 0 ? random.nextLong() : random.nextInt(80))
                    .putInt(levels[random.nextInt(levels.length)])
                    .putInt(types[random.nextInt(types.length)]);
            parsed(random.nextInt(513));
            packetInfo(random.nextInt(513));
        }
    }

    private void message(int level, int type, int bodyBytes) {
        control.putLong(16 + bodyBytes).putInt(level).putInt(type);
    }

    private ControlData parsed(int bytes) {
        return ControlData.parse(filled(bytes));
    }

    private @Nullable MemorySegment packetInfo(int bytes) {
        return ControlData.packetInfo(filled(bytes));
    }

    private MemorySegment filled(int bytes) {
        return MemorySegment.ofBuffer(control.duplicate().clear()).asSlice(0, bytes);
    }
}
