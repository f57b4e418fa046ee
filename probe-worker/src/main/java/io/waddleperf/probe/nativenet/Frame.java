package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// What the kernel tells of a packet that it copies to a packet socket (packet(7)).
///
/// @param stampNs       in nanoseconds since 1970; 0 for none
/// @param hardwareType  of the interface, `ARPHRD_…`
/// @param packetType    `PACKET_…`: to us, to others, from us
/// @param source        the link's address of who sent it, up to 8 bytes
/// @param originalBytes of the whole packet, from its network header on
/// @param vlan          its VLAN tag; [Vlan#NONE] where it has none
public record Frame(
        long stampNs,
        int interfaceIndex,
        int hardwareType,
        int packetType,
        LinkAddress source,
        int originalBytes,
        Vlan vlan) {
    private static final long HEADER = Layouts.CMSGHDR.byteSize();
    private static final long LEVEL = Layouts.offset(Layouts.CMSGHDR, "cmsg_level");
    private static final long TYPE = Layouts.offset(Layouts.CMSGHDR, "cmsg_type");

    /// An address of a link, such as an Ethernet address.
    public record LinkAddress(long bigEndian, int bytes) {
        public static final int MOST_BYTES = 8;
    }

    /// IEEE 802.1Q: which protocol the tag is of, and what it says.
    public record Vlan(int protocol, int control) {
        public static final Vlan NONE = new Vlan(0, 0);
    }

    /// @param sockaddr  a `sockaddr_ll`
    /// @param copied    bytes of the packet that were copied
    static Frame parse(MemorySegment sockaddr, MemorySegment control, int copied) {
        var ancillary = ControlData.parse(control);
        var auxdata = auxdata(control);
        var ll = Layouts.SOCKADDR_LL;
        int addressBytes = Byte.toUnsignedInt(sockaddr.get(JAVA_BYTE, Layouts.offset(ll, "sll_halen")));
        return new Frame(
                ancillary.stampNs(),
                sockaddr.get(JAVA_INT, Layouts.offset(ll, "sll_ifindex")),
                Short.toUnsignedInt(sockaddr.get(JAVA_SHORT, Layouts.offset(ll, "sll_hatype"))),
                Byte.toUnsignedInt(sockaddr.get(JAVA_BYTE, Layouts.offset(ll, "sll_pkttype"))),
                address(sockaddr, Math.min(addressBytes, LinkAddress.MOST_BYTES)),
                auxdata.equals(MemorySegment.NULL)
                        ? copied
                        : auxdata.get(JAVA_INT, Layouts.offset(Layouts.TPACKET_AUXDATA, "tp_len")),
                vlan(auxdata));
    }

    private static LinkAddress address(MemorySegment sockaddr, int bytes) {
        long from = Layouts.offset(Layouts.SOCKADDR_LL, "sll_addr");
        byte[] address = Arrays.copyOf(sockaddr.asSlice(from, bytes).toArray(JAVA_BYTE), LinkAddress.MOST_BYTES);
        long bigEndian = 0;
        for (byte one : address) {
            bigEndian = bigEndian << Byte.SIZE | Byte.toUnsignedInt(one);
        }
        return new LinkAddress(bigEndian, bytes);
    }

    private static Vlan vlan(MemorySegment auxdata) {
        var struct = Layouts.TPACKET_AUXDATA;
        if (auxdata.equals(MemorySegment.NULL)) {
            return Vlan.NONE;
        }
        int status = auxdata.get(JAVA_INT, Layouts.offset(struct, "tp_status"));
        if ((status & Linux.TP_STATUS_VLAN_VALID) == 0) {
            return Vlan.NONE;
        }
        int protocol = Short.toUnsignedInt(auxdata.get(JAVA_SHORT, Layouts.offset(struct, "tp_vlan_tpid")));
        return new Vlan(
                (status & Linux.TP_STATUS_VLAN_TPID_VALID) == 0 ? Linux.ETH_P_8021Q : protocol,
                Short.toUnsignedInt(auxdata.get(JAVA_SHORT, Layouts.offset(struct, "tp_vlan_tci"))));
    }

    /// NULL where there is none.
    private static MemorySegment auxdata(MemorySegment control) {
        long at = 0;
        while (at + HEADER <= control.byteSize()) {
            long length = control.get(JAVA_LONG, at);
            if (length < HEADER || length > control.byteSize() - at) {
                break;
            }
            boolean found = control.get(JAVA_INT, at + LEVEL) == Linux.SOL_PACKET
                    && control.get(JAVA_INT, at + TYPE) == Linux.PACKET_AUXDATA
                    && length >= HEADER + Layouts.TPACKET_AUXDATA.byteSize();
            if (found) {
                return control.asSlice(at + HEADER, Layouts.TPACKET_AUXDATA.byteSize());
            }
            at += (length + Long.BYTES - 1) & -Long.BYTES; // CMSG_ALIGN
        }
        return MemorySegment.NULL;
    }
}
