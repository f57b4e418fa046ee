package io.waddleperf.probe.speedtest;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.SpeedtestSpec;
import io.waddleperf.probe.measure.Destination;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The directory of a server that holds LibreSpeed's files, and the requests for them.
///
/// @param host      for the certificate
/// @param authority as it stands in requests
/// @param directory starts and ends with `/`
record Backend(boolean tls, String host, String authority, String directory, String userAgent) {
    private static final String OWN_DIRECTORY = "backend/";

    static Backend of(SpeedtestSpec spec, Destination destination, String userAgent) {
        var endpoint = destination.endpoint();
        boolean tls = spec.tls() == null ? https(endpoint) : spec.tls();
        String host = endpoint.host().indexOf(':') >= 0 ? '[' + endpoint.host() + ']' : endpoint.host();
        int port = destination.port();
        String authority = port == (tls ? 443 : 80) ? host : host + ':' + port;
        String directory = spec.path() == null ? besideThePage(endpoint) : spec.path();
        return new Backend(tls, endpoint.host(), authority, directory, userAgent);
    }

    private static boolean https(Endpoint endpoint) {
        return endpoint.url() != null
                && endpoint.url().getScheme().toLowerCase(Locale.ROOT).equals("https");
    }

    private static String besideThePage(Endpoint endpoint) {
        String page = endpoint.url() == null ? null : endpoint.url().getRawPath();
        return page == null || !page.startsWith("/")
                ? '/' + OWN_DIRECTORY
                : page.substring(0, page.lastIndexOf('/') + 1) + OWN_DIRECTORY;
    }

    String url() {
        return (tls ? "https://" : "http://") + authority + directory;
    }

    /// @param unique so that no cache on the way answers
    byte[] download(int mebibytes, long unique) {
        return get("garbage.php?ckSize=" + mebibytes + "&r=" + Long.toUnsignedString(unique));
    }

    byte[] ping(long unique) {
        return get("empty.php?r=" + Long.toUnsignedString(unique));
    }

    byte[] whoAmI(long unique) {
        return get("getIP.php?r=" + Long.toUnsignedString(unique));
    }

    /// The head of a request that brings so many bytes.
    byte[] upload(long bytes, long unique) {
        return request(
                "POST",
                "empty.php?r=" + Long.toUnsignedString(unique),
                "Content-Type: application/octet-stream\r\nContent-Length: " + bytes + "\r\n");
    }

    private byte[] get(String file) {
        return request("GET", file, "");
    }

    private byte[] request(String method, String file, String fields) {
        return (method + ' ' + directory + file + " HTTP/1.1\r\n"
                        + "Host: " + authority + "\r\n"
                        + "User-Agent: " + userAgent + "\r\n"
                        + "Accept: */*\r\n"
                        + "Accept-Encoding: identity\r\n"
                        + "Connection: keep-alive\r\n"
                        + fields + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
