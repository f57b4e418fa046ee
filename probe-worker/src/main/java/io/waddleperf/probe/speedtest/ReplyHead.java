package io.waddleperf.probe.speedtest;

import java.nio.charset.StandardCharsets;

/// What stands before an answer's body.
///
/// @param type  of the body
/// @param cors  whether pages of other origins may read it, as LibreSpeed's with several servers do
/// @param kept  whether the connection is
/// @param extra lines of fields, each with its end
record ReplyHead(int status, String type, long bytes, boolean cors, boolean kept, String extra) {
    static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private static final String CORS = String.join(
            "\r\n",
            "Access-Control-Allow-Origin: *",
            "Access-Control-Allow-Methods: GET, POST",
            "Access-Control-Allow-Headers: Content-Encoding, Content-Type",
            "");
    private static final String UNCACHED =
            "Cache-Control: no-store, no-cache, must-revalidate, max-age=0, s-maxage=0\r\nPragma: no-cache\r\n";

    byte[] bytesOfHead() {
        return ("HTTP/1.1 " + status + ' ' + reason() + "\r\n"
                        + "Content-Type: " + type + "\r\n"
                        + "Content-Length: " + bytes + "\r\n"
                        + UNCACHED
                        + (cors ? CORS : "")
                        + extra
                        + "Connection: " + (kept ? "keep-alive" : "close") + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            default -> "Service Unavailable";
        };
    }
}
