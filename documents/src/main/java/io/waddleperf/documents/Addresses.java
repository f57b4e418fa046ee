package io.waddleperf.documents;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Ids;
import java.net.Inet6Address;
import java.net.InetAddress;

/// What an address tells about who owns it.
public final class Addresses {
    private Addresses() {}

    private static final int LONGEST_ID = 128;

    /// The id of a target that was given none: its address, shortened where it is too long for one.
    public static String id(String address) {
        if (address.length() <= LONGEST_ID) {
            return address;
        }
        String digest = Ids.uuid("address", address).toString();
        return address.substring(0, LONGEST_ID - 1 - digest.length()) + '~' + digest;
    }

    /// Whether a target is by default taken for the operator's own: loopback, RFC 1918, RFC 4193.
    public static boolean isPrivate(String address) {
        Endpoint endpoint = Endpoint.parse(address);
        if (!endpoint.literal()) {
            return endpoint.host().equals("localhost");
        }
        InetAddress ip = InetAddress.ofLiteral(endpoint.host());
        boolean uniqueLocal = ip instanceof Inet6Address && (ip.getAddress()[0] & 0xfe) == 0xfc;
        return ip.isLoopbackAddress() || ip.isSiteLocalAddress() || uniqueLocal;
    }
}
