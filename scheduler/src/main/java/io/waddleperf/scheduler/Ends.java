package io.waddleperf.scheduler;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Target;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// What an exclusive test fills: its probe, the host of its target, and the probe whose responder
/// that is, where the target's label `probe` names one.
///
/// Two targets on one host share it. The same host under a name and an address is not recognised,
/// since names are resolved by probes: there the responder itself takes one test at a time.
final class Ends {
    private Ends() {}

    /// In words, such as `probe muc-1` and `host 192.0.2.7`.
    static Set<String> of(String probe, Target target) {
        var ends = new TreeSet<String>();
        ends.add("probe " + probe);
        if (!ofProbeItself(target.endpoint())) {
            ends.add("host " + host(target.endpoint()));
        }
        String responder = target.labels().getOrDefault(Target.PROBE_LABEL, "");
        if (!responder.isBlank()) {
            ends.add("probe " + responder);
        }
        return ends;
    }

    /// In one form, however it was written.
    private static String host(Endpoint endpoint) {
        String host = endpoint.host();
        if (endpoint.literal()) {
            return InetAddress.ofLiteral(host).getHostAddress();
        }
        return (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
    }

    private static boolean ofProbeItself(Endpoint endpoint) {
        return endpoint.literal()
                ? InetAddress.ofLiteral(endpoint.host()).isLoopbackAddress()
                : endpoint.host().equalsIgnoreCase("localhost");
    }
}
