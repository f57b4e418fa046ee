package io.waddleperf.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a probe says of itself, every 10 s.
///
/// @param responder null where it runs none
public record Heartbeat(
        String probe,
        String version,
        Instant startedAt,
        Instant at,
        Icmp icmp,
        Spool spool,
        Load load,
        @Nullable Responder responder) {
    public Heartbeat {
        Require.name("probe", probe);
        Require.present("version", version);
        Require.present("icmp", icmp);
        Require.present("spool", spool);
        Require.present("load", load);
        startedAt = Require.micros("startedAt", startedAt);
        at = Require.micros("at", at);
    }

    /// How the probe pings.
    ///
    /// @param method `icmp-dgram`, `icmp-raw`, `ping-binary` or `tcp-connect`
    /// @param reason why not by a better one, empty where it is the best
    public record Icmp(String method, String reason) {
        public Icmp {
            Require.present("method", method);
            Require.present("reason", reason);
        }
    }

    /// Results that are on disk; `pending` of them are not yet acknowledged by Kafka.
    ///
    /// @param shed since the start thrown out, for Kafka was away for too long; null where none was
    public record Spool(
            long pending,
            long bytes,
            long limitBytes,
            @Nullable Long shed) {}

    /// Commands in hand and the counts since the start.
    public record Load(int running, long completed, long refused, long duplicates, long residentBytes) {}

    /// Where tests of other probes find this one.
    ///
    /// @param iperf     null where it answers no throughput tests
    /// @param speedtest null where it answers no speed tests
    /// @param https     null where it answers nothing over TLS and QUIC
    public record Responder(
            String http,
            String udp,
            @Nullable String iperf,
            @Nullable String speedtest,
            @Nullable String https) {}
}
