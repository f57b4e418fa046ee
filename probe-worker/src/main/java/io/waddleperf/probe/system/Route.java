package io.waddleperf.probe.system;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A route of the kernel's.
///
/// @param destination `default`, or an address with its prefix length
/// @param gateway     null where the destination is on the link itself
record Route(String destination, @Nullable InetAddress gateway, String device) {
    static final String DEFAULT = "default";

    boolean isDefault() {
        return destination.equals(DEFAULT);
    }

    String text() {
        return destination + (gateway == null ? "" : " via " + gateway.getHostAddress()) + " dev " + device;
    }
}
