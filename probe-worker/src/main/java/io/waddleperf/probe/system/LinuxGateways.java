package io.waddleperf.probe.system;

import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gateways of Linux, by its routes, its links and its table of neighbours (proc(5), arp(7)); no packet is sent.
final class LinuxGateways implements WayOut.Gateways {
    /// The neighbour has said its address (`ATF_COM` of linux/if_arp.h).
    private static final int COMPLETE = 0x2;

    private static final int ARP_COLUMNS = 6;

    private final SystemFiles files;

    /// @param root where proc and sys lie
    LinuxGateways(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public boolean usable() {
        var silent = silentNeighbours();
        return Stream.concat(
                        Routes.ofIpv4(files.text("proc/net/route"), ByteOrder.nativeOrder()),
                        Routes.ofIpv6(files.text("proc/net/ipv6_route")))
                .filter(Route::isDefault)
                .anyMatch(route -> linked(route.device()) && !silent.contains(address(route.gateway())));
    }

    /// An interface that is down has no carrier to tell; its file cannot be read then.
    private boolean linked(String device) {
        return files.text("sys/class/net/" + device + "/carrier").strip().equals("1");
    }

    private static String address(@Nullable InetAddress gateway) {
        return gateway == null ? "" : gateway.getHostAddress();
    }

    /// Those that were asked for their address and do not say it any more.
    private Set<String> silentNeighbours() {
        var silent = new HashSet<String>();
        files.text("proc/net/arp")
                .lines()
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length >= ARP_COLUMNS)
                .filter(columns ->
                        (Numbers.hex(columns[2].replaceFirst("^0x", "")).orElse(COMPLETE) & COMPLETE) == 0)
                .forEach(columns -> silent.add(columns[0]));
        return silent;
    }
}
