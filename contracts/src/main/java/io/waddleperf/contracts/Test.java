package io.waddleperf.contracts;

/// A kind of measurement.
public enum Test implements WireName {
    PING("ping", Metric.RTT_MEAN_US),
    TCP("tcp", Metric.CONNECT_US),
    HTTP("http", Metric.TOTAL_US),
    DNS("dns", Metric.LOOKUP_US),
    TRACEROUTE("traceroute", Metric.RTT_MEAN_US),
    MTU("mtu", Metric.PATH_MTU_BYTES),
    TLS("tls", Metric.TLS_US),
    SYSTEM("system", Metric.CPU_BUSY_RATIO),
    SSH("ssh", Metric.TOTAL_US),
    UDP("udp", Metric.RTT_MEAN_US),
    PORTS("ports", Metric.OPEN_PORTS),
    GRPC("grpc", Metric.TOTAL_US),
    THROUGHPUT("throughput", Metric.BITS_PER_SECOND),
    CAPTURE("capture", Metric.CAPTURED_PACKETS),
    SPEEDTEST("speedtest", Metric.BACKWARD_BITS_PER_SECOND),
    /// A kind that a newer writer knows and this reader does not.
    UNKNOWN("unknown", Metric.TOTAL_US);

    private final String wireName;
    private final Metric headline;

    Test(String wireName, Metric headline) {
        this.wireName = wireName;
        this.headline = headline;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /// Whether it fills what it measures, so that at each of its ends only one may run at a time.
    public boolean exclusive() {
        return switch (this) {
            case THROUGHPUT, SPEEDTEST -> true;
            case PING, TCP, HTTP, DNS, TRACEROUTE, MTU, TLS, SYSTEM, SSH, UDP, PORTS, GRPC, CAPTURE, UNKNOWN -> false;
        };
    }

    /// The metric that a chart of this test shows first.
    public Metric headline() {
        return headline;
    }
}
