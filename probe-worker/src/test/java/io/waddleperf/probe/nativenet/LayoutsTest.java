package io.waddleperf.probe.nativenet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Sizes and offsets as `offsetof` gives them on 64-bit Linux.
class LayoutsTest {
    @Test
    void structuresAreAsLargeAsTheKernels() {
        assertEquals(8, Layouts.POLLFD.byteSize());
        assertEquals(16, Layouts.TIMESPEC.byteSize());
        assertEquals(16, Layouts.IOVEC.byteSize());
        assertEquals(56, Layouts.MSGHDR.byteSize());
        assertEquals(64, Layouts.MMSGHDR.byteSize());
        assertEquals(16, Layouts.CMSGHDR.byteSize());
        assertEquals(16, Layouts.SOCK_EXTENDED_ERR.byteSize());
        assertEquals(20, Layouts.SOCKADDR_LL.byteSize());
        assertEquals(20, Layouts.TPACKET_AUXDATA.byteSize());
        assertEquals(8, Layouts.SOCK_FILTER.byteSize());
        assertEquals(16, Layouts.SOCK_FPROG.byteSize());
    }

    @Test
    void fieldsLieWhereTheKernelHasThem() {
        assertEquals(6, Layouts.offset(Layouts.POLLFD, "revents"));
        assertEquals(8, Layouts.offset(Layouts.MSGHDR, "msg_namelen"));
        assertEquals(16, Layouts.offset(Layouts.MSGHDR, "msg_iov"));
        assertEquals(24, Layouts.offset(Layouts.MSGHDR, "msg_iovlen"));
        assertEquals(32, Layouts.offset(Layouts.MSGHDR, "msg_control"));
        assertEquals(40, Layouts.offset(Layouts.MSGHDR, "msg_controllen"));
        assertEquals(48, Layouts.offset(Layouts.MSGHDR, "msg_flags"));
        assertEquals(56, Layouts.offset(Layouts.MMSGHDR, "msg_len"));
        assertEquals(8, Layouts.offset(Layouts.CMSGHDR, "cmsg_level"));
        assertEquals(12, Layouts.offset(Layouts.CMSGHDR, "cmsg_type"));
        assertEquals(12, Layouts.offset(Layouts.SOCKADDR_LL, "sll_addr"));
        assertEquals(16, Layouts.offset(Layouts.TPACKET_AUXDATA, "tp_vlan_tci"));
        assertEquals(8, Layouts.offset(Layouts.SOCK_FPROG, "filter"));
        assertEquals(4, Layouts.offset(Layouts.SOCK_EXTENDED_ERR, "ee_origin"));
        assertEquals(12, Layouts.offset(Layouts.SOCK_EXTENDED_ERR, "ee_data"));
    }
}
