package io.waddleperf.contracts;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A target's address taken apart.
///
/// @param host without brackets
/// @param port null where the address names none
/// @param url  null where the address is no URL
public record Endpoint(
        String host, @Nullable Integer port, @Nullable URI url) {
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
            + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");
    private static final String ALLOWED = "must be an address, a name, name:port, [address]:port or an http(s) URL";

    /// @throws IllegalArgumentException says what an address may look like
    public static Endpoint parse(String address) {
        if (address.contains("://")) {
            return ofUrl(address);
        }
        if (isIpv6(address)) {
            return new Endpoint(address, null, null);
        }
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
            Require.that(isIpv6(host), "address", address, ALLOWED);
        } else {
            Require.that(isHost(host), "address", address, ALLOWED);
        }
        return new Endpoint(host, colon < 0 ? null : port(address.substring(colon + 1)), null);
    }

    private static Endpoint ofUrl(String address) {
        try {
            URI url = new URI(address);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            String host = url.getHost();
            Require.that(
                    host != null && host.indexOf('%') < 0 && (scheme.equals("http") || scheme.equals("https")),
                    "address",
                    address,
                    ALLOWED);
            Require.that(
                    url.getRawUserInfo() == null,
                    "address",
                    scheme + "://…@" + host,
                    "must not hold a user or password: it would stand in keys and logs");
            if (host.startsWith("[")) {
                host = host.substring(1, host.length() - 1);
            }
            int port = url.getPort() < 0 ? (scheme.equals("https") ? 443 : 80) : url.getPort();
            Require.range("port", port, 1, 65_535);
            return new Endpoint(host, port, url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("address " + ALLOWED + ", not " + address, e);
        }
    }

    private static int port(String text) {
        Require.that(text.matches("\\d{1,5}"), "port", text, "must be 1 to 65535");
        int port = Integer.parseInt(text);
        Require.range("port", port, 1, 65_535);
        return port;
    }

    private static boolean isHost(String host) {
        return IPV4.matcher(host).matches() || (NAME.matcher(host).matches() && !host.matches("[0-9.]+"));
    }

    private static boolean isIpv6(String host) {
        if (!IPV6.matcher(host).matches()) {
            return false;
        }
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // colons and digits, but no address: the caller says what is allowed
        }
    }

    /// Whether the host is an address, so that nothing has to be resolved.
    public boolean literal() {
        return IPV4.matcher(host).matches() || host.indexOf(':') >= 0;
    }

    public Family family() {
        return host.indexOf(':') >= 0 ? Family.IPV6 : Family.IPV4;
    }

    /// Whether a test with default parameters makes sense here (DESIGN, "What fits which target").
    public boolean fits(Test test) {
        return switch (test) {
            case PING, TRACEROUTE, MTU, SYSTEM, UDP, PORTS, THROUGHPUT, SPEEDTEST, CAPTURE -> true;
            case DNS -> !literal();
            case TCP, GRPC -> port != null;
            case HTTP -> url != null;
            case SSH -> url == null;
            case TLS -> url != null ? url.getScheme().equalsIgnoreCase("https") : port != null;
            case UNKNOWN -> false;
        };
    }

    /// Whether the check can run here; a check may bring what the address lacks.
    public boolean fits(TestSpec spec) {
        return switch (spec) {
            case PingSpec _, TracerouteSpec _, MtuSpec _, SystemSpec _, SshSpec _ -> true;
            case UdpSpec _, PortsSpec _, ThroughputSpec _, SpeedtestSpec _, CaptureSpec _ -> true;
            case TlsSpec tls -> port != null || tls.port() != null;
            case TcpSpec tcp -> port != null || tcp.port() != null;
            case GrpcSpec grpc -> port != null || grpc.port() != null;
            case HttpSpec _ -> url != null;
            case DnsSpec dns -> !literal() || dns.name() != null;
            case UnknownSpec _ -> false;
        };
    }
}
