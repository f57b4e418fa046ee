package io.waddleperf.cli.imports;

import io.waddleperf.cli.imports.SmokepingFile.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a probe of SmokePing tests a host, as a test of WaddlePerf.
///
/// @param address of the target
/// @param spec    of the check
/// @param used    the settings that went into them
record SmokepingCheck(String address, Map<String, Object> spec, Set<String> used) {
    private static final int LEAST_PAYLOAD = 16;
    private static final int MOST_PAYLOAD = 8_972;
    private static final int MOST_PINGS = 1_000;
    private static final int HTTP_PORT = 80;
    private static final int ECHO_PORT = 7;
    private static final Pattern URL = Pattern.compile("(?<scheme>[a-z]+)://(?<host>[^/:]*)(?::\\d+)?(?<path>.*)");

    /// No test does it.
    static final class NoTestException extends Exception {
        private static final long serialVersionUID = 1;

        /// @param what is done, as `does …` or `asks …`
        NoTestException(String what) {
            super("no test " + what);
        }
    }

    /// @param settings of the probe, and over them those of the host
    /// @throws NoTestException where no test does what the module does
    static SmokepingCheck of(String type, String host, Map<String, Value> settings) throws NoTestException {
        return switch (type) {
            case "FPing", "FPingContinuous", "RemoteFPing" -> ping(host, settings, Map.of());
            case "FPing6" -> ping(host, settings, Map.of("families", List.of("ipv6")));
            case "DNS", "AnotherDNS" -> dns(host, settings);
            case "EchoPingDNS" -> echoedDns(host, settings);
            case "TCPPing" -> tcp(host, settings, HTTP_PORT);
            case "EchoPing" -> tcp(host, settings, ECHO_PORT);
            case "Curl" -> curl(host, settings);
            case "EchoPingHttp" -> page("http", host, settings);
            case "EchoPingHttps" -> page("https", host, settings);
            case "SSH", "OpenSSHEOSPing" -> ssh(host, settings);
            case "TraceroutePing" -> new SmokepingCheck(host, Map.of("test", "traceroute"), Set.of());
            default -> throw new NoTestException("does what the probe " + type + " does");
        };
    }

    private static SmokepingCheck ping(String host, Map<String, Value> settings, Map<String, Object> more) {
        var spec = new LinkedHashMap<String, Object>();
        var used = new HashSet<>(Set.of("hostinterval"));
        spec.put("test", "ping");
        number(settings, "pings").filter(pings -> pings <= MOST_PINGS).ifPresent(pings -> {
            spec.put("count", pings);
            used.add("pings");
        });
        number(settings, "packetsize")
                .filter(bytes -> LEAST_PAYLOAD <= bytes && bytes <= MOST_PAYLOAD)
                .ifPresent(bytes -> {
                    spec.put("payloadBytes", bytes);
                    used.add("packetsize");
                });
        millis(settings, "hostinterval").ifPresent(ms -> spec.put("interval", ms + "ms"));
        spec.putAll(more);
        return new SmokepingCheck(host, spec, used);
    }

    /// The host is the server that is asked, where no other one is named; without `lookup` for its own name.
    private static SmokepingCheck dns(String host, Map<String, Value> settings) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "dns");
        spec.put("query", text(settings, "lookup").orElse(host));
        spec.put(
                "server",
                text(settings, "server").orElse(host)
                        + text(settings, "port").map(port -> ":" + port).orElse(""));
        text(settings, "recordtype").ifPresent(type -> spec.put("recordType", type));
        text(settings, "protocol").ifPresent(protocol -> spec.put("protocol", protocol));
        return new SmokepingCheck(host, spec, Set.of("lookup", "server", "port", "recordtype", "protocol"));
    }

    private static SmokepingCheck echoedDns(String host, Map<String, Value> settings) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "dns");
        spec.put("query", text(settings, "dns_request").orElse(host));
        spec.put("server", host);
        text(settings, "dns_type").ifPresent(type -> spec.put("recordType", type));
        if (text(settings, "dns_tcp").filter(tcp -> !tcp.matches("no|0")).isPresent()) {
            spec.put("protocol", "tcp");
        }
        return new SmokepingCheck(host, spec, Set.of("dns_request", "dns_type", "dns_tcp"));
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

    private static SmokepingCheck curl(String host, Map<String, Value> settings) throws NoTestException {
        String url = text(settings, "urlformat").orElse("http://%host%/").replace("%host%", host);
        Matcher parts = URL.matcher(url);
        if (parts.matches() && !parts.group("scheme").matches("https?")) {
            throw new NoTestException("speaks " + parts.group("scheme"));
        }
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", "http");
        if (text(settings, "follow_redirects").filter("yes"::equals).isPresent()) {
            spec.put("redirects", number(settings, "redirects").orElse(10));
        }
        return new SmokepingCheck(url, spec, Set.of("urlformat", "follow_redirects", "redirects"));
    }

    /// A page of another host is what a cache is asked for.
    private static SmokepingCheck page(String scheme, String host, Map<String, Value> settings) throws NoTestException {
        String page = text(settings, "url").orElse("/");
        Matcher parts = URL.matcher(page);
        if (parts.matches() && !parts.group("host").equals(host)) {
            throw new NoTestException("asks a cache for a page of another host");
        }
        String path = parts.matches() ? parts.group("path") : page;
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
