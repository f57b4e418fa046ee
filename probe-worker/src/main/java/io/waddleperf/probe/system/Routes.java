package io.waddleperf.probe.system;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the kernel's main routes.
///
/// Routes of local addresses, multicast and those that reject are left out.
final class Routes {
    private static final int RTF_UP = 0x1;
    private static final int RTF_GATEWAY = 0x2;
    private static final int RTF_REJECT = 0x200;
    private static final int RTF_ANYCAST = 0x0010_0000;
    private static final int RTF_LOCAL = 0x8000_0000;
    private static final int LEFT_OUT = RTF_REJECT | RTF_ANYCAST | RTF_LOCAL;

    private static final int V4_COLUMNS = 8;
    private static final int V6_COLUMNS = 10;
    private static final int V6_BYTES = 16;

    private Routes() {}

    /// @param procNetRoute the text of `/proc/net/route`
    /// @param order        of the machine's bytes: the kernel prints addresses as if they were numbers
    static Stream<Route> ofIpv4(String procNetRoute, ByteOrder order) {
        return procNetRoute
                .lines()
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length >= V4_COLUMNS)
                .flatMap(columns -> ofIpv4(columns, order).stream());
    }

    /// `interface destination gateway flags refs uses metric mask …`.
    private static Optional<Route> ofIpv4(String[] columns, ByteOrder order) {
        var numbers = Stream.of(1, 2, 3, 7)
                .map(i -> Numbers.hex(columns[i]))
                .flatMap(number -> number.stream().boxed())
                .toList();
        if (numbers.size() < 4 || !listed(numbers.get(2).intValue())) {
            return Optional.empty();
        }
        return Optional.of(route(
                address(numbers.get(0), order),
                Integer.bitCount(numbers.get(3).intValue()),
                numbers.get(2).intValue(),
                address(numbers.get(1), order),
                columns[0]));
    }

    private static InetAddress address(long printed, ByteOrder order) {
        return address(ByteBuffer.allocate(Integer.BYTES)
                .order(order)
                .putInt((int) printed)
                .array());
    }

    /// @param procNetIpv6Route the text of `/proc/net/ipv6_route`
    static Stream<Route> ofIpv6(String procNetIpv6Route) {
        return procNetIpv6Route
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length >= V6_COLUMNS)
                .flatMap(columns -> ofIpv6(columns).stream());
    }

    /// `destination length source length gateway metric refs uses flags interface`.
    private static Optional<Route> ofIpv6(String[] columns) {
        var length = Numbers.hex(columns[1]);
        var flags = Numbers.hex(columns[8]);
        if (length.isEmpty() || flags.isEmpty() || !listed((int) flags.getAsLong())) {
            return Optional.empty();
        }
        try {
            byte[] destination = HexFormat.of().parseHex(columns[0]);
            byte[] gateway = HexFormat.of().parseHex(columns[4]);
            if (destination.length != V6_BYTES || gateway.length != V6_BYTES || (destination[0] & 0xFF) == 0xFF) {
                return Optional.empty();
            }
            return Optional.of(route(
                    address(destination),
                    (int) length.getAsLong(),
                    (int) flags.getAsLong(),
                    address(gateway),
                    columns[9]));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not hexadecimal
        }
    }

    private static boolean listed(int flags) {
        return (flags & RTF_UP) != 0 && (flags & LEFT_OUT) == 0;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(bytes.length + " bytes are no address", e);
        }
    }

    private static Route route(InetAddress destination, int prefixLength, int flags, InetAddress gateway, String name) {
        String to = prefixLength == 0 ? Route.DEFAULT : destination.getHostAddress() + '/' + prefixLength;
        return new Route(to, (flags & RTF_GATEWAY) == 0 ? null : gateway, name);
    }

    /// As `destination via gateway dev interface`. Default routes first, so that the cut spares them.
    static List<String> most(int count, Stream<Route> ipv4, Stream<Route> ipv6) {
        var all = Stream.concat(ipv4, ipv6).distinct().toList();
        return Stream.concat(all.stream().filter(Route::isDefault), all.stream().filter(route -> !route.isDefault()))
                .limit(count)
                .map(Route::text)
                .toList();
    }
}
