package io.waddleperf.probe.system;

import com.sun.management.OperatingSystemMXBean;
import io.waddleperf.probe.dns.SystemResolver;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Any system, by what the JDK tells; counters and routes it does not.
final class OtherMachine implements Machine {
    private final Optional<OperatingSystemMXBean> bean =
            Optional.ofNullable(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class));

    static String kernel() {
        return String.join(
                " ", System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"));
    }

    @Override
    public String method() {
        return "jdk";
    }

    /// The JDK tells the load since it was last asked.
    @Override
    public Counters counters() {
        var busyRatio = known(bean.map(OperatingSystemMXBean::getCpuLoad).orElse(-1.0));
        return new Counters(null, busyRatio, Map.of());
    }

    @Override
    public OptionalDouble loadAverage() {
        return known(bean.map(OperatingSystemMXBean::getSystemLoadAverage).orElse(-1.0));
    }

    @Override
    public OptionalDouble availableBytes() {
        return known(bean.map(one -> (double) one.getFreeMemorySize()).orElse(-1.0));
    }

    /// The JDK says so by a negative number.
    private static OptionalDouble known(double value) {
        return value >= 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    @Override
    public List<Port> ports() {
        return List.copyOf(Port.ofJdk().values());
    }

    @Override
    public List<String> routes() {
        return List.of();
    }

    @Override
    public List<String> resolvers() {
        return SystemResolver.servers().stream()
                .map(server -> server.isUnresolved()
                        ? server.getHostString()
                        : server.getAddress().getHostAddress())
                .distinct()
                .limit(MOST_LISTED)
                .toList();
    }

    @Override
    public String system() {
        return kernel();
    }

    @Override
    public String clock() {
        return ClockReport.UNKNOWN;
    }
}
