package io.waddleperf.probe.speedtest;

import java.net.Inet4Address;
import java.net.InetAddress;

/// What `getIP.php` says of a client's address, in LibreSpeed's words. Who owns the address nobody is
/// asked.
final class ClientWords {
    private static final int SHARED_FIRST = 100;

    private ClientWords() {}

    /// JSON with `processedString`, for people, and an empty `rawIspInfo`.
    static String json(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return "{\"processedString\":\"" + text + kind(address) + "\",\"rawIspInfo\":\"\"}";
    }

    private static String kind(InetAddress address) {
        String family = address instanceof Inet4Address ? "IPv4" : "IPv6";
        if (address.isLoopbackAddress()) {
            return " - localhost " + family + " access";
        }
        if (address.isLinkLocalAddress()) {
            return " - link-local " + family + " access";
        }
        if (address.isSiteLocalAddress()) {
            return " - private " + family + " access";
        }
        return shared(address.getAddress()) ? " - CGNAT IPv4 access" : "";
    }

    /// 100.64.0.0/10 (RFC 6598).
    private static boolean shared(byte[] address) {
        return address.length == 4 && address[0] == SHARED_FIRST && (address[1] & 0xC0) == 0x40;
    }
}
