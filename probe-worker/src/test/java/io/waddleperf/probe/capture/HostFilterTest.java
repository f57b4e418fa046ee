package io.waddleperf.probe.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.contracts.CaptureSpec;
import io.waddleperf.probe.nativenet.FilterInstruction;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many bytes of a packet the filter takes, by a machine of its own that runs it.
class HostFilterTest {
    private static final String HOST_4 = "192.0.2.7";
    private static final String HOST_6 = "2001:db8::7";
    private static final int LOOPBACK = 772;
    private static final int ETHERNET = 1;
    private static final int INCOMING = 0;
    private static final int OUTGOING = 4;

    /// Addresses of IPv4: ours 0a000001, the host's c0000207, another's c0000208.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TCP with 20 bytes of options         | 450005dc00004000400600000a000001c0000207 303901bb0000000000000000a010000000000000 | 60
            an answer of it                      | 450005dc0000400040060000c00002070a000001 01bb303900000000000000005010000000000000 | 40
            behind 4 bytes of IP options         | 460005dc00004000400600000a000001c000020701010101303901bb00000000000000005010000000000000 | 44
            UDP                                  | 450000e400004000401100000a000001c0000207 3039003500d00000 | 28
            its later fragment                   | 450000e400000100401100000a000001c0000207 0000000000000000 | 20
            an echo                              | 450000e400004000400100000a000001c0000207 0800000000000000 | 28
            an echo's answer                     | 450000e40000400040010000c00002070a000001 0000000000000000 | 28
            an ICMP error with what it quotes    | 450000e40000400040010000c00002070a000001 0301000000000000 | 56
            another protocol                     | 450000e400004000402f00000a000001c0000207 0000000000000000 | 20
            from another host                    | 450000e40000400040110000c00002080a000001 3039003500d00000 | 0
            to another host                      | 450000e400004000401100000a000001c0000208 3039003500d00000 | 0
            TCP that is cut short                | 4500001c00004000400600000a000001c0000207 303901bb00000000 | 0
            """)
    void takesTheHeadersOfTheHostsPackets(String what, String packet, int bytes) {
        assertEquals(bytes, taken(spec(false, null), HOST_4, ETHERNET, OUTGOING, 0x0800, packet), what);
        assertEquals(Math.min(24, bytes), taken(snap24(), HOST_4, ETHERNET, OUTGOING, 0x0800, packet), what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TCP        | 06 | 01bb303900000000000000008010000000000000 | 72
            UDP        | 11 | 303901bb00d00000 | 48
            an echo    | 3a | 8000000000000000 | 48
            an answer  | 3a | 8100000000000000 | 48
            an error   | 3a | 0300000000000000 | 96
            a fragment | 2c | 0600000000000000 | 40
            """)
    void takesThoseOfIpv6(String what, String protocol, String rest, int bytes) {
        String ours = "20010db8000000000000000000000001";
        String host = "20010db8000000000000000000000007";
        String other = "20010db8000000000000000000000008";
        String head = "6000000000c8" + protocol + "40";
        var spec = spec(false, null);
        assertEquals(bytes, taken(spec, HOST_6, ETHERNET, OUTGOING, 0x86DD, head + ours + host + rest), what);
        assertEquals(bytes, taken(spec, HOST_6, ETHERNET, INCOMING, 0x86DD, head + host + ours + rest), what);
        assertEquals(0, taken(spec, HOST_6, ETHERNET, INCOMING, 0x86DD, head + other + ours + rest), what);
        assertEquals(0, taken(spec, HOST_6, ETHERNET, INCOMING, 0x86DD, head + ours + other + rest), what);
        int withPort = protocol.equals("06") || protocol.equals("11") ? bytes : 0;
        assertEquals(
                withPort,
                taken(spec(false, 443), HOST_6, ETHERNET, OUTGOING, 0x86DD, head + ours + host + rest),
                what + " of the port");
    }

    @Test
    void takesPayloadWhereItIsAskedFor() {
        String udp = "450000e400004000401100000a000001c0000207" + "3039003500d00000";
        assertEquals(128, taken(spec(true, null), HOST_4, ETHERNET, OUTGOING, 0x0800, udp));
    }

    @Test
    void takesOnePortOnly() {
        String to = "450000e400004000401100000a000001c0000207" + "3039003500d00000";
        String from = "450000e40000400040110000c00002070a000001" + "0035303900d00000";
        String echo = "450000e400004000400100000a000001c0000207" + "0800003500000000";
        String fragment = "450000e400000100401100000a000001c0000207" + "3039003500000000";
        for (var packet : List.of(to, from)) {
            assertEquals(28, taken(spec(false, 53), HOST_4, ETHERNET, OUTGOING, 0x0800, packet));
            assertEquals(0, taken(spec(false, 54), HOST_4, ETHERNET, OUTGOING, 0x0800, packet));
        }
        assertEquals(0, taken(spec(false, 53), HOST_4, ETHERNET, OUTGOING, 0x0800, echo));
        assertEquals(0, taken(spec(false, 53), HOST_4, ETHERNET, OUTGOING, 0x0800, fragment));
    }

    @Test
    void takesWhatHasItsVlanTagInsideAndLoopbackOnceAndNothingElse() {
        String udp = "450000e400004000401100000a000001c0000207" + "3039003500d00000";
        var spec = spec(false, null);
        assertEquals(28, taken(spec, HOST_4, ETHERNET, OUTGOING, 0x8100, udp));
        assertEquals(0, taken(spec, HOST_4, LOOPBACK, OUTGOING, 0x0800, udp));
        assertEquals(28, taken(spec, HOST_4, LOOPBACK, INCOMING, 0x0800, udp));
        assertEquals(0, taken(spec, HOST_4, ETHERNET, OUTGOING, 0x0806, udp), "another protocol of the link");
        assertEquals(0, taken(spec, HOST_6, ETHERNET, OUTGOING, 0x8100, udp + "0".repeat(64)), "the other family");
    }

    @Test
    void findsAJumpThatLeadsNowhere() {
        var program = new FilterProgram().go("nowhere");
        assertThrows(IllegalStateException.class, program::instructions);
    }

    private static CaptureSpec spec(boolean payload, @Nullable Integer port) {
        return new CaptureSpec(1_000_000, 4_096, 128, payload, port);
    }

    private static CaptureSpec snap24() {
        return new CaptureSpec(1_000_000, 4_096, 24, false, null);
    }

    private static int taken(CaptureSpec spec, String host, int hardware, int packetType, int protocol, String packet) {
        byte[] bytes = HexFormat.of().parseHex(packet.replace(" ", ""));
        return run(HostFilter.of(spec, InetAddress.ofLiteral(host)), bytes, new int[] {protocol, packetType, hardware});
    }

    /// What the kernel does: a load from beyond the packet ends with 0.
    private static int run(List<FilterInstruction> program, byte[] packet, int[] known) {
        int a = 0;
        int x = 0;
        for (int at = 0; ; at++) {
            var one = program.get(at);
            int k = one.operand();
            try {
                switch (one.code()) {
                    case 0x00 -> a = k;
                    case 0x20 -> a = k < 0 ? ancillary(k + 0x1000, known) : number(packet, k, 4);
                    case 0x28 -> a = number(packet, k, 2);
                    case 0x30 -> a = number(packet, k, 1);
                    case 0x48 -> a = number(packet, x + k, 2);
                    case 0x50 -> a = number(packet, x + k, 1);
                    case 0xb1 -> x = 4 * (number(packet, k, 1) & 0xf);
                    case 0x04 -> a += k;
                    case 0x0c -> a += x;
                    case 0x64 -> a <<= k;
                    case 0x74 -> a >>>= k;
                    case 0x87 -> a = x;
                    case 0x05 -> at += k;
                    case 0x15 -> at += a == k ? one.jumpTrue() : one.jumpFalse();
                    case 0x25 -> at += Integer.compareUnsigned(a, k) > 0 ? one.jumpTrue() : one.jumpFalse();
                    case 0x45 -> at += (a & k) != 0 ? one.jumpTrue() : one.jumpFalse();
                    case 0x06 -> {
                        return k;
                    }
                    case 0x16 -> {
                        return a;
                    }
                    default -> throw new IllegalStateException("no such code " + one);
                }
            } catch (ArrayIndexOutOfBoundsException e) {
                return 0;
            }
        }
    }

    private static int ancillary(int offset, int[] known) {
        return switch (offset) {
            case 0 -> known[0];
            case 4 -> known[1];
            case 28 -> known[2];
            default -> throw new IllegalStateException("nothing is known at " + offset);
        };
    }

    private static int number(byte[] packet, int from, int bytes) {
        int value = 0;
        for (int i = from; i < from + bytes; i++) {
            value = value << 8 | Byte.toUnsignedInt(packet[i]);
        }
        return value;
    }
}
