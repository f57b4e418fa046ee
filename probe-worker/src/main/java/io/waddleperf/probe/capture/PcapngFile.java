package io.waddleperf.probe.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.waddleperf.probe.nativenet.Frame;
import io.waddleperf.probe.nativenet.Linux;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Writes packets as pcapng (draft-ietf-opsawg-pcapng): a section, each interface when its first packet
/// comes, and at the end what each has seen. Times are in nanoseconds.
///
/// Before each packet stands a "Linux cooked" header (LINKTYPE_LINUX_SLL2, tcpdump.org/linktypes), the
/// same on all interfaces: direction, interface, and the sender's address on the link.
final class PcapngFile {
    private static final int SECTION = 0x0A0D0D0A;
    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int STATISTICS = 5;
    private static final int PACKET = 6;
    private static final int PACKET_BLOCK_BYTES = 32;
    private static final short LINUX_SLL2 = 276;
    private static final int SLL2_BYTES = 20;
    private static final int VLAN_BYTES = 4;

    private static final int OPTION_APPLICATION = 4;
    private static final int OPTION_NAME = 2;
    private static final int OPTION_RESOLUTION = 9;
    private static final int OPTION_FILTER = 11;
    private static final int OPTION_START = 2;
    private static final int OPTION_END = 3;
    private static final int OPTION_DROPPED = 7;
    private static final int OPTION_DELIVERED = 8;

    /// What the statistics of one interface take, and more.
    private static final int STATISTICS_BYTES = 96;
    private static final int INTERFACE_BYTES = 256;
    private static final int BUFFER_BYTES = 128 * 1024;

    /// What stands in the file for each interface.
    ///
    /// @param filter in tcpdump's words
    record Head(String application, String filter, int snapBytes) {}

    private static final class Seen {
        private final int number;
        private final String name;
        private long packets;

        private Seen(int number, String name) {
            this.number = number;
            this.name = name;
        }
    }

    private final WritableByteChannel out;
    private final Head head;
    private final IntFunction<String> names;
    private final long mostBytes;
    private final long startNs;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final Map<Integer, Seen> interfaces = new LinkedHashMap<>();
    private int blockAt;
    private long written;
    private long packets;
    private long packetBytes;

    /// @param names     of interfaces by their index
    /// @param mostBytes of the whole file
    /// @param startNs   since 1970
    PcapngFile(WritableByteChannel out, Head head, IntFunction<String> names, long mostBytes, long startNs)
            throws IOException {
        this.out = out;
        this.head = head;
        this.names = names;
        this.mostBytes = mostBytes;
        this.startNs = startNs;
        begin(SECTION);
        buffer.putInt(BYTE_ORDER).putShort((short) 1).putShort((short) 0).putLong(-1);
        option(OPTION_APPLICATION, head.application());
        buffer.putInt(0); // no more options
        end();
    }

    /// @return false where the file has no room for it; it then takes no more
    boolean add(Frame frame, MemorySegment data) throws IOException {
        int extra = SLL2_BYTES + (frame.vlan().equals(Frame.Vlan.NONE) ? 0 : VLAN_BYTES);
        int captured = extra + (int) data.byteSize();
        var known = interfaces.get(frame.interfaceIndex());
        long reserved = (long) STATISTICS_BYTES * (interfaces.size() + 1) + (known == null ? INTERFACE_BYTES : 0);
        if (bytes() + reserved + PACKET_BLOCK_BYTES + padded(captured) > mostBytes) {
            return false;
        }
        var seen = known == null ? describe(frame.interfaceIndex()) : known;
        begin(PACKET);
        buffer.putInt(seen.number);
        putTime(frame.stampNs());
        buffer.putInt(captured).putInt(extra + frame.originalBytes());
        cooked(frame, protocol(data));
        buffer.put(data.asByteBuffer());
        pad();
        end();
        seen.packets++;
        packets++;
        packetBytes += frame.originalBytes();
        return true;
    }

    /// What each interface has seen; nothing comes behind it.
    ///
    /// @param dropped packets that the kernel threw away; which interface they passed is not known, so
    ///                they stand with the first
    void finish(long endNs, long dropped) throws IOException {
        for (var seen : interfaces.values()) {
            begin(STATISTICS);
            buffer.putInt(seen.number);
            putTime(endNs);
            time(OPTION_START, startNs);
            time(OPTION_END, endNs);
            number(OPTION_DROPPED, seen.number == 0 ? dropped : 0);
            number(OPTION_DELIVERED, seen.packets);
            buffer.putInt(0);
            end();
        }
        flush();
    }

    /// Of the file so far.
    long bytes() {
        return written + buffer.position();
    }

    long packets() {
        return packets;
    }

    /// Of the packets in the file, on the wire.
    long packetBytes() {
        return packetBytes;
    }

    Set<String> interfaces() {
        return interfaces.values().stream().map(seen -> seen.name).collect(Collectors.toUnmodifiableSet());
    }

    private Seen describe(int index) throws IOException {
        var seen = new Seen(interfaces.size(), names.apply(index));
        interfaces.put(index, seen);
        begin(INTERFACE);
        buffer.putShort(LINUX_SLL2).putShort((short) 0).putInt(SLL2_BYTES + VLAN_BYTES + head.snapBytes());
        option(OPTION_NAME, seen.name);
        buffer.putShort((short) OPTION_RESOLUTION).putShort((short) 1).put((byte) 9);
        pad();
        option(OPTION_FILTER, '\0' + head.filter()); // 0: in words
        buffer.putInt(0);
        end();
        return seen;
    }

    /// Of the packet's own version: where an outgoing packet has its VLAN tag inside, the kernel names the
    /// tag's protocol and copies what stands behind it.
    private static int protocol(MemorySegment data) {
        boolean v6 = data.byteSize() > 0 && data.get(JAVA_BYTE, 0) >>> 4 == 6;
        return v6 ? Linux.ETH_P_IPV6 : Linux.ETH_P_IP;
    }

    /// Big-endian, as on the wire.
    private void cooked(Frame frame, int protocol) {
        var vlan = frame.vlan();
        boolean tagged = !vlan.equals(Frame.Vlan.NONE);
        buffer.order(ByteOrder.BIG_ENDIAN);
        buffer.putShort((short) (tagged ? vlan.protocol() : protocol)).putShort((short) 0);
        buffer.putInt(frame.interfaceIndex()).putShort((short) frame.hardwareType());
        buffer.put((byte) frame.packetType()).put((byte) frame.source().bytes());
        buffer.putLong(frame.source().bigEndian());
        if (tagged) {
            buffer.putShort((short) vlan.control()).putShort((short) protocol);
        }
        buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    private void begin(int type) throws IOException {
        if (buffer.remaining() < BUFFER_BYTES / 2 + INTERFACE_BYTES) { // a block has 64 KiB and some at most
            flush();
        }
        blockAt = buffer.position();
        buffer.putInt(type).putInt(0);
    }

    private void end() {
        int length = buffer.position() - blockAt + Integer.BYTES;
        buffer.putInt(length).putInt(blockAt + Integer.BYTES, length);
    }

    private void option(int code, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.putShort((short) code).putShort((short) bytes.length).put(bytes);
        pad();
    }

    private void number(int code, long value) {
        buffer.putShort((short) code).putShort((short) Long.BYTES).putLong(value);
    }

    private void time(int code, long ns) {
        buffer.putShort((short) code).putShort((short) Long.BYTES);
        putTime(ns);
    }

    private void putTime(long ns) {
        buffer.putInt((int) (ns >>> 32)).putInt((int) ns);
    }

    private void pad() {
        while ((buffer.position() - blockAt) % Integer.BYTES != 0) {
            buffer.put((byte) 0);
        }
    }

    private static int padded(int bytes) {
        return (bytes + 3) & -4;
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            written += out.write(buffer);
        }
        buffer.clear();
    }
}
