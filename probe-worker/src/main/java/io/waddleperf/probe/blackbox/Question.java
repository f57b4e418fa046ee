package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.DnsSpec;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.GrpcSpec;
import io.waddleperf.contracts.HttpSpec;
import io.waddleperf.contracts.PingSpec;
import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.TcpSpec;
import io.waddleperf.contracts.TestSpec;
import org.jspecify.annotations.Nullable;

/// One scrape: a module on a target, within a time.
///
/// @param target with `http://` before it where the module is one of HTTP and it names no scheme
record Question(ScrapeModule module, Endpoint target, String address, long timeoutUs) {
    private static final double DEFAULT_SECONDS = 120;

    /// So much sooner than the scrape ends, that the answer still arrives.
    private static final double OFFSET_SECONDS = 0.5;

    private static final int MOST_BODY_BYTES = 67_108_864;
    private static final long LEAST_US = 1_000;
    private static final long MOST_US = 30_000_000;

    /// @param scrapeTimeout `X-Prometheus-Scrape-Timeout-Seconds`, null where it is absent
    /// @throws IllegalArgumentException says what of it cannot be used
    static Question of(ScrapeModule module, String target, @Nullable String scrapeTimeout) {
        String address = module.work() instanceof ScrapeModule.Work.Http && !target.contains("://")
                ? "http://" + target
                : target;
        var endpoint = Endpoint.parse(address);
        boolean url = endpoint.url() != null;
        switch (module.work()) {
            case ScrapeModule.Work.Http _ -> Require.that(url, "target", target, "must be a URL");
            case ScrapeModule.Work.Tcp _, ScrapeModule.Work.Talk _, ScrapeModule.Work.Grpc _ ->
                Require.that(!url && endpoint.port() != null, "target", target, "must be host:port");
            case ScrapeModule.Work.Icmp _ ->
                Require.that(!url && endpoint.port() == null, "target", target, "must be an address or a name");
            case ScrapeModule.Work.Dns _ ->
                Require.that(!url, "target", target, "must be the server, host or host:port");
        }
        return new Question(module, endpoint, address, timeoutUs(module, scrapeTimeout));
    }

    /// The lesser of the module's and the scrape's.
    private static long timeoutUs(ScrapeModule module, @Nullable String scrapeTimeout) {
        double seconds = DEFAULT_SECONDS;
        if (scrapeTimeout != null && !scrapeTimeout.isEmpty()) {
            Require.that(
                    scrapeTimeout.matches("\\d{1,6}(\\.\\d{1,9})?"),
                    "X-Prometheus-Scrape-Timeout-Seconds",
                    scrapeTimeout,
                    "must be seconds");
            seconds = Double.parseDouble(scrapeTimeout);
        }
        double most = seconds > OFFSET_SECONDS ? seconds - OFFSET_SECONDS : seconds;
        long scrapeUs = (long) (most * 1_000_000);
        long us = module.timeoutUs() == 0 ? scrapeUs : Math.min(module.timeoutUs(), scrapeUs);
        return Math.clamp(us, LEAST_US, MOST_US);
    }

    /// @param leftUs of the time, when the target's name is resolved
    TestSpec spec(long leftUs) {
        long us = Math.max(LEAST_US, leftUs);
        return switch (module.work()) {
            case ScrapeModule.Work.Http http ->
                new HttpSpec(
                        null,
                        null,
                        mostBytes(http),
                        us,
                        http.http2() ? null : "1.1",
                        http.redirects(),
                        http.wanted().body());
            case ScrapeModule.Work.Tcp _, ScrapeModule.Work.Talk _ -> new TcpSpec(null, us);
            case ScrapeModule.Work.Grpc grpc -> spec(grpc, us);
            case ScrapeModule.Work.Icmp icmp -> new PingSpec(1, icmp.payloadBytes(), 20_000, us);
            case ScrapeModule.Work.Dns dns ->
                new DnsSpec(
                        dns.queryName(), dns.queryType(), address, us, dns.protocol(), orNull(dns.serverName()), null);
        };
    }

    /// @throws IllegalArgumentException says which name cannot be used
    static GrpcSpec spec(ScrapeModule.Work.Grpc grpc, long us) {
        return new GrpcSpec(null, orNull(grpc.service()), grpc.tls(), orNull(grpc.serverName()), us);
    }

    /// One more than allowed, so that a longer body shows.
    private static int mostBytes(ScrapeModule.Work.Http http) {
        return http.bodyLimit() == 0 ? MOST_BODY_BYTES : (int) Math.min(MOST_BODY_BYTES, http.bodyLimit() + 1);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
