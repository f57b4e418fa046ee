package io.waddleperf.api.http;

import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/// Who may ask for what, before anybody has said who they are.
///
/// Requests of this machine may have everything. Those of others may only have what tells by itself who
/// sends it: the paths by which probes join.
final class Reach {
    static final String JOIN = "/api/v1/join";

    private Reach() {}

    static boolean admits(RoutingContext context) {
        String path = context.normalizedPath();
        return path.equals(JOIN)
                || path.startsWith(JOIN + '/')
                || isOurs(context.request().remoteAddress().hostAddress());
    }

    private static boolean isOurs(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IllegalArgumentException | SocketException _) {
            return false;
        }
    }
}
