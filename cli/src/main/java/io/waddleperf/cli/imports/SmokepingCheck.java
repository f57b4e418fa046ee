package io.waddleperf.cli.imports;

import io.waddleperf.cli.imports.SmokepingFile.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a probe of SmokePing tests a host, as a test of WaddlePerf.
///
/// @param address of the target
/// @param spec    of the check
/// @param used    the settings that went into them
record SmokepingCheck(String address, Map<String, Object> spec, Set<String> used) {
    private static final int LEAST_PAYLOAD = 16;
    private static final int MOST_PINGS = 1_000;
    private static final int HTTP_PORT = 80;
    private static final int ECHO_PORT = 7;

    /// Empty where no test does what the module does.
    ///
    /// @param settings of the probe, and over them those of the host
    static Optional<SmokepingCheck> of(String type, String host, Map<String, Value> settings) {
        return switch (type) {
            case "FPing", "FPingContinuous", "RemoteFPing" -> Optional.of(ping(host, settings, Map.of()));
            case "FPing6" -> Optional.of(ping(host, settings, Map.of("families", List.of("ipv6"))));
            case "DNS", "AnotherDNS", "EchoPingDNS" -> Optional.of(dns(host, settings));
            case "TCPPing" -> Optional.of(tcp(host, settings, HTTP_PORT));
            case "EchoPing" -> Optional.of(tcp(host, settings, ECHO_PORT));
            case "Curl" -> Optional.of(curl(host, settings));
            case "EchoPingHttp" -> Optional.of(page("http", host, settings));
            case "EchoPingHttps" -> Optional.of(page("https", host, settings));
            case "SSH", "OpenSSHEOSPing" -> Optional.of(ssh(host, settings));
            case "TraceroutePing" -> Optional.of(new SmokepingCheck(host, Map.of("test", "traceroute"), Set.of()));
            default -> Optional.empty();
        };
    }

    private static SmokepingCheck ping(String host, Map<String, Value> settings, Map<String, Object> more) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "ping");
        number(settings, "pings").filter(pings -> pings <= MOST_PINGS).ifPresent(pings -> spec.put("count", pings));
        number(settings, "packetsize")
                .filter(bytes -> bytes >= LEAST_PAYLOAD)
                .ifPresent(bytes -> spec.put("payloadBytes", bytes));
        millis(settings, "hostinterval").ifPresent(ms -> spec.put("interval", ms + "ms"));
        spec.putAll(more);
        return new SmokepingCheck(host, spec, Set.of("packetsize", "hostinterval"));
    }

    /// The host is the server that is asked; without `lookup` it is asked for its own name.
    private static SmokepingCheck dns(String host, Map<String, Value> settings) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "dns");
        spec.put("query", text(settings, "lookup").orElse(host));
        spec.put("server", host + text(settings, "port").map(port -> ":" + port).orElse(""));
        text(settings, "recordtype").ifPresent(type -> spec.put("recordType", type));
        text(settings, "protocol").ifPresent(protocol -> spec.put("protocol", protocol));
        return new SmokepingCheck(host, spec, Set.of("lookup", "port", "recordtype", "protocol"));
    }

    private static SmokepingCheck tcp(String host, Map<String, Value> settings, int usualPort) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "tcp");
        spec.put("port", number(settings, "port").orElse(usualPort));
        return new SmokepingCheck(host, spec, Set.of("port"));
    }

    private static SmokepingCheck ssh(String host, Map<String, Value> settings) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "ssh");
        number(settings, "port").ifPresent(port -> spec.put("port", port));
        return new SmokepingCheck(host, spec, Set.of("port"));
    }

    private static SmokepingCheck curl(String host, Map<String, Value> settings) {
        String url = text(settings, "urlformat").orElse("http://%host%/").replace("%host%", host);
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "http");
        if (text(settings, "follow_redirects").filter("yes"::equals).isPresent()) {
            spec.put("redirects", number(settings, "redirects").orElse(10));
        }
        return new SmokepingCheck(url, spec, Set.of("urlformat", "follow_redirects", "redirects"));
    }

    private static SmokepingCheck page(String scheme, String host, Map<String, Value> settings) {
        String path = text(settings, "url")
                .map(url -> url.replaceFirst("^https?://[^/]*", ""))
                .orElse("/");
        String port = text(settings, "port").map(number -> ":" + number).orElse("");
        String address = scheme + "://" + host + port + (path.startsWith("/") ? path : '/' + path);
        return new SmokepingCheck(address, Map.of("test", "http"), Set.of("url", "port"));
    }

    private static Optional<String> text(Map<String, Value> settings, String name) {
        return Optional.ofNullable(settings.get(name)).map(Value::text).filter(text -> !text.isEmpty());
    }

    private static Optional<Integer> number(Map<String, Value> settings, String name) {
        var value = settings.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.text().matches("\\d{1,9}")) {
            throw value.place().wrong(name + " must be a whole number, not " + value.text());
        }
        return Optional.of(Integer.valueOf(value.text()));
    }

    /// SmokePing's times are in seconds, such as `1.5`.
    private static Optional<Long> millis(Map<String, Value> settings, String name) {
        var value = settings.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.text().matches("\\d{1,6}(\\.\\d{1,9})?")) {
            throw value.place().wrong(name + " must be a number of seconds, not " + value.text());
        }
        var seconds = new BigDecimal(value.text());
        return Optional.of(
                seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
}
