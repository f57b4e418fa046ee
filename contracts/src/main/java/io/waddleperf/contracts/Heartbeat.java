package io.waddleperf.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a probe says of itself, every 10 s.
///
/// @param responder    null where it runs none
/// @param capabilities the tests that it can run, by their names; null where its version does not tell
/// @param clock        null where its version does not tell
public record Heartbeat(
        String probe,
        String version,
        Instant startedAt,
        Instant at,
        Icmp icmp,
        Spool spool,
        Load load,
        @Nullable Responder responder,
        @Nullable List<String> capabilities,
        @Nullable Clock clock) {
    private static final int MOST_CAPABILITIES = 256;

    public Heartbeat {
        Require.name("probe", probe);
        Require.present("version", version);
        Require.present("icmp", icmp);
        Require.present("spool", spool);
        Require.present("load", load);
        startedAt = Require.micros("startedAt", startedAt);
        at = Require.micros("at", at);
        if (capabilities != null) {
            Require.range("capabilities", capabilities.size(), 0, MOST_CAPABILITIES);
            capabilities = List.copyOf(capabilities);
        }
    }

    /// Of a probe that tells nothing of what it can, nor of its clock.
    public static Heartbeat brief(
            String probe, String version, Instant startedAt, Instant at, Icmp icmp, Spool spool, Load load) {
        return new Heartbeat(probe, version, startedAt, at, icmp, spool, load, null, null, null);
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
    /// @param shed      since the start thrown out, for Kafka was away for too long; null where none was
    /// @param sentUntil by the probe's clock: all from before that time is acknowledged; null where its version
    ///                  does not tell
    /// @param sentTo    the offset on its partition of `waddleperf.results` behind the newest of them: who reads
    ///                  topics each for itself has them all when it is there; null where none was sent since the
    ///                  start, or its version does not tell
    public record Spool(
            long pending,
            long bytes,
            long limitBytes,
            @Nullable Long shed,
            @Nullable Instant sentUntil,
            @Nullable Long sentTo) {
        /// Of a probe that tells nothing of what it threw out, nor until when it has sent all.
        public static Spool brief(long pending, long bytes, long limitBytes) {
            return new Spool(pending, bytes, limitBytes, null, null, null);
        }
    }

    /// Commands in hand and the counts since the start.
    ///
    /// @param readAll whether it has read all of its commands; null where its version does not tell
    /// @param tooLate how often a command was read that was long over, and is told as missed: one that is read
    ///                twice counts twice; null where its version does not tell
    public record Load(
            int running,
            long completed,
            long refused,
            long duplicates,
            long residentBytes,
            @Nullable Boolean readAll,
            @Nullable Long tooLate) {
        public Load(int running, long completed, long refused, long duplicates, long residentBytes) {
            this(running, completed, refused, duplicates, residentBytes, null, null);
        }
    }

    /// For how long results have waited for Kafka; null where nothing is known of it, as while commands wait to be
    /// read.
    public @Nullable Duration behind() {
        if (Boolean.FALSE.equals(load.readAll()) || (spool.sentUntil() == null && spool.pending() > 0)) {
            return null;
        }
        var behind = spool.sentUntil() == null ? Duration.ZERO : Duration.between(spool.sentUntil(), at);
        return behind.isNegative() ? Duration.ZERO : behind;
    }

    /// How far its times can be trusted.
    ///
    /// @param aheadUs how far its clock is ahead of Kafka's, as far as is proved; negative: behind
    /// @param lagUs   how late the loop runs that times packets; falls back slowly after a delay
    public record Clock(long aheadUs, long lagUs) {}

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
