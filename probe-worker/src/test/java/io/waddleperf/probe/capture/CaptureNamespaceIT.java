package io.waddleperf.probe.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real packets in network namespaces, and an independent reader, Wireshark's, of the files.
class CaptureNamespaceIT {
    private static final Pattern FILE = Pattern.compile("file=([^,]+),");

    /// Before each packet, LINKTYPE_LINUX_SLL2.
    private static final int COOKED = 20;

    private static final int VLAN_TAG = 4;
    private static final int IPV4 = 20;
    private static final int UDP = 8;

    @TempDir
    private Path directory;

    @Test
    void holdsExactlyThePacketsOfTheTestedHostOverBothFamilies() throws Exception {
        var said = captures(
                "10.1.0.2,3000,1000000,128,false,0,udp*20*200*10.1.0.2*9+udp*20*200*10.1.0.3*9",
                "2001:db8:1::2,3000,1000000,128,false,0,udp*20*200*2001:db8:1::2*9+udp*20*200*2001:db8:1::3*9");
        var v4 = packets(said.getFirst(), "ip.src", "ip.dst", "udp.dstport", "icmp.type", "frame.interface_name");
        assertEquals(40, v4.size(), "20 there and 20 errors back: " + said);
        assertEquals(20, count(v4, List.of("10.1.0.1", "10.1.0.2", "9", "", "near")), v4::toString);
        assertEquals(20, count(v4, List.of("10.1.0.2,10.1.0.1", "10.1.0.1,10.1.0.2", "9", "3", "near")), v4::toString);
        var v6 = packets(said.getLast(), "ipv6.src", "udp.dstport", "icmpv6.type");
        assertEquals(20, count(v6, List.of("2001:db8:1::1", "9", "")), v6::toString);
        assertEquals(20, count(v6, List.of("2001:db8:1::2,2001:db8:1::1", "9", "1")), v6::toString);
        assertTrue(
                v6.stream().noneMatch(packet -> packet.toString().contains("2001:db8:1::3")),
                "none of another host: " + v6);
    }

    @Test
    void keepsHeadersOnlyAndSaysHowLongPacketsWere() throws Exception {
        var said = captures(
                "10.1.0.2,1000,1000000,128,false,0,udp*3*200*10.1.0.2*9",
                "10.1.0.2,1000,1000000,60,true,0,udp*3*200*10.1.0.2*9",
                "127.0.0.1,1000,1000000,65535,false,0,tcp*3000");
        var headers = packets(said.getFirst(), "udp.dstport", "frame.cap_len", "frame.len");
        var sent = List.of("9", String.valueOf(COOKED + IPV4 + UDP), String.valueOf(COOKED + IPV4 + UDP + 200));
        assertEquals(3, count(headers, sent), headers::toString);
        var snapped = packets(said.get(1), "frame.cap_len");
        assertEquals(6, count(snapped, List.of(String.valueOf(COOKED + 60))), snapped::toString);
        var segments = packets(said.getLast(), "frame.cap_len", "ip.hdr_len", "tcp.hdr_len", "tcp.len");
        long data =
                segments.stream().mapToLong(one -> Long.parseLong(one.get(3))).sum();
        assertEquals(3_000, data, "each packet once, though loopback shows it twice: " + segments);
        for (var one : segments) {
            int ofHeaders = COOKED + Integer.parseInt(one.get(1)) + Integer.parseInt(one.get(2));
            assertEquals(String.valueOf(ofHeaders), one.getFirst(), segments::toString);
        }
    }

    @Test
    void passesOnlyThePort() throws Exception {
        var said = captures("10.1.0.2,1000,1000000,128,false,53,udp*3*50*10.1.0.2*53+udp*3*50*10.1.0.2*54");
        assertEquals(3, count(packets(said.getFirst(), "udp.dstport"), List.of("53")), said::toString);
        assertTrue(said.getFirst().contains("filter=host 10.1.0.2 and port 53, "), said::toString);
        assertTrue(said.getFirst().contains(" packets=3, "), said::toString);
    }

    @Test
    void showsThePacketsOfAVlanWithTheirTag() throws Exception {
        var said = captures("10.9.0.2,1000,1000000,128,false,0,tagged*3*two*10.9.0.2+tagged*3*two*10.9.0.3");
        var packets = packets(said.getFirst(), "frame.interface_name", "vlan.id", "ip.dst", "frame.cap_len");
        String tagged = String.valueOf(COOKED + VLAN_TAG + IPV4 + UDP);
        long outgoing = packets.stream() // since Linux 6.10 with its tag, before without
                .filter(packet ->
                        packet.getFirst().equals("two") && packet.get(2).equals("10.9.0.2"))
                .count();
        assertEquals(3, outgoing, packets::toString);
        assertEquals(3, count(packets, List.of("one", "5", "10.9.0.2", tagged)), "incoming: " + packets);
        assertEquals(6, packets.size(), packets::toString);
        assertTrue(said.getFirst().contains("interfaceNames=[one, two]"), said::toString);
    }

    @Test
    void endsWhenTheFileIsFullOrTheTimeOver() throws Exception {
        var said =
                captures("10.1.0.2,20000,8192,128,false,0,udp*500*50*10.1.0.2*9", "10.1.0.2,300,8192,128,false,0,none");
        assertTrue(said.getFirst().contains(" endedBy=size, "), said::toString);
        var file = file(said.getFirst());
        assertTrue(Files.size(file) <= 8_192 && Files.size(file) > 7_000, "bytes: " + Files.size(file));
        assertTrue(said.getFirst().contains(" fileBytes=" + Files.size(file) + ", "), said::toString);
        var packets = packets(said.getFirst(), "ip.dst");
        assertTrue(said.getFirst().contains(" packets=" + packets.size() + ", "), said::toString);
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
        assertTrue(said.getLast().contains(" file=null, fileBytes=0, packets=0, "), said::toString);
        assertTrue(said.getLast().contains(" endedBy=time, "), said::toString);
        try (var files = Files.list(directory)) {
            assertEquals(
                    1, files.filter(one -> one.toString().endsWith(".pcapng")).count(), "an empty one is not kept");
        }
    }

    /// Packets go on coming when the time is over, faster than it looks at the clock.
    @Test
    void takesNothingThatCameLaterThanItsEnd() throws Exception {
        var said = captures("10.1.0.2,600,16000000,20,false,9,udp*400000*20*10.1.0.2*9");
        assertTrue(said.getFirst().contains(" endedBy=time, "), said::toString);
        var times = packets(said.getFirst(), "frame.time_epoch").stream()
                .mapToDouble(one -> Double.parseDouble(one.getFirst()))
                .summaryStatistics();
        assertTrue(times.getCount() > 0 && times.getMax() - times.getMin() <= 0.6, times::toString);
    }

    @Test
    void saysWhichRightItLacks() throws Exception {
        var said =
                CaptureNetwork.captures(directory, CaptureNetwork.WITHOUT_RIGHTS, "10.1.0.2,300,8192,128,false,0,none");
        assertTrue(
                said.getFirst()
                        .contains("Unsupported[reason=capture: socket: EPERM (1); the probe needs CAP_NET_RAW] null"),
                said::toString);
    }

    private List<String> captures(String... cases) throws Exception {
        var said = CaptureNetwork.captures(directory, CaptureNetwork.WITH_ALL_RIGHTS, cases);
        assertEquals(cases.length, said.size(), said::toString);
        assertTrue(said.stream().allMatch(line -> line.contains(" -> Measured[] ")), said::toString);
        return said;
    }

    private List<List<String>> packets(String said, String... fields) throws Exception {
        return CaptureNetwork.packets(directory, file(said), fields);
    }

    private Path file(String said) {
        var named = FILE.matcher(said);
        assertTrue(named.find(), said);
        return directory.resolve(named.group(1));
    }

    private static long count(List<List<String>> packets, List<String> fields) {
        return packets.stream().filter(fields::equals).count();
    }
}
