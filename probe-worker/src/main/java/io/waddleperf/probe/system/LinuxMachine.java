package io.waddleperf.probe.system;

import io.waddleperf.probe.nativenet.KernelClock;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Linux, by what /proc, /sys, /etc and /run say (proc(5), sysfs(5)).
///
/// In a container these are the container's own interfaces, routes and resolvers, but the host's CPUs,
/// memory, load and clock.
final class LinuxMachine implements Machine {
    private static final int IFF_UP = 0x1;
    private static final Pattern PRETTY_NAME = Pattern.compile("(?m)^PRETTY_NAME=\"?([^\"\\n]{1,100})");

    /// What stands in /run while a program sets the clock.
    private static final Map<String, String> CLOCK_KEEPERS = Map.of(
            "run/chrony", "chrony",
            "run/chronyd.pid", "chrony",
            "run/ntpd.pid", "ntpd",
            "run/openntpd.sock", "openntpd",
            "run/systemd/timesync", "systemd-timesyncd");

    private final SystemFiles files;

    /// @param root where proc, sys, etc and run lie
    LinuxMachine(Path root) {
        this.files = new SystemFiles(root);
    }

    @Override
    public String method() {
        return "procfs";
    }

    @Override
    public Counters counters() {
        return new Counters(
                CpuTimes.parse(files.text("proc/stat")).orElse(null),
                OptionalDouble.empty(),
                Traffic.parse(files.text("proc/net/dev")));
    }

    @Override
    public OptionalDouble loadAverage() {
        return Numbers.loadAverage(files.text("proc/loadavg"));
    }

    @Override
    public OptionalDouble availableBytes() {
        return Numbers.availableBytes(files.text("proc/meminfo"));
    }

    @Override
    public List<Port> ports() {
        var ofJdk = Port.ofJdk();
        return Traffic.parse(files.text("proc/net/dev")).keySet().stream()
                .map(name -> port(name, Optional.ofNullable(ofJdk.get(name))))
                .toList();
    }

    /// The JDK tells addresses, and nothing of an interface without one.
    private Port port(String name, Optional<Port> ofJdk) {
        String folder = "sys/class/net/" + name + '/';
        int mtuBytes = (int) Numbers.count(files.text(folder + "mtu").strip()).orElse(0);
        long flags = Numbers.hex(files.text(folder + "flags").strip()).orElse(0);
        String state = files.text(folder + "operstate").strip();
        // loopback and tunnels say "unknown" while they work
        boolean up = (flags & IFF_UP) != 0 && (state.equals("up") || state.equals("unknown"));
        return new Port(name, up, mtuBytes, ofJdk.map(Port::addresses).orElse(List.of()));
    }

    @Override
    public List<String> routes() {
        return Routes.most(
                MOST_LISTED,
                Routes.ofIpv4(files.text("proc/net/route"), ByteOrder.nativeOrder()),
                Routes.ofIpv6(files.text("proc/net/ipv6_route")));
    }

    /// Where systemd-resolved stands between, also the servers that it asks.
    @Override
    public List<String> resolvers() {
        var own = Resolvers.parse(files.text("etc/resolv.conf"));
        var behind = own.contains("127.0.0.53")
                ? Resolvers.parse(files.text("run/systemd/resolve/resolv.conf"))
                : List.<String>of();
        return Stream.concat(own.stream(), behind.stream())
                .distinct()
                .limit(MOST_LISTED)
                .toList();
    }

    @Override
    public String system() {
        var name = PRETTY_NAME.matcher(files.text("etc/os-release"));
        return OtherMachine.kernel() + (name.find() ? ", " + name.group(1) : "");
    }

    @Override
    public String clock() {
        return ClockReport.of(KernelClock.read(), clockKeeper());
    }

    Optional<String> clockKeeper() {
        return CLOCK_KEEPERS.entrySet().stream()
                .filter(entry -> files.has(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst();
    }
}
