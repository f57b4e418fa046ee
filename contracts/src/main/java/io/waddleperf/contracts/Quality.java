package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// How far a result can be trusted.
///
/// @param method        how it was measured, such as `icmp-dgram`, `icmp-raw`, `ping-binary`, `tcp-connect`
/// @param protocol      what was spoken, such as `icmp`, `http/1.1`, `dns/udp`
/// @param scheduleLagUs from `dueAt` to the start
/// @param underLoad     the probe itself was short of CPU or ran a throughput test
/// @param clockErrorUs  bound of the probe's clock error, null where not known
/// @param isolated      the probe was cut off from its broker, or had lost its way out or most of its targets at once
/// @param simulated     no packet was sent
public record Quality(
        TimestampSource timestampSource,
        String method,
        String protocol,
        long scheduleLagUs,
        boolean underLoad,
        @Nullable Long clockErrorUs,
        boolean isolated,
        boolean simulated) {
    public Quality {
        Require.present("timestampSource", timestampSource);
        Require.present("method", method);
        Require.present("protocol", protocol);
    }
}
