package io.waddleperf.probe.dns;

import io.waddleperf.probe.http2.HeaderField;
import io.waddleperf.probe.http2.Http2Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;

/// A question over HTTPS (RFC 8484, section 4.1): in the path of a GET, or as the body of a POST.
///
/// @param message in wire format
@SuppressWarnings("ArrayRecordComponent") // never compared; nobody changes it
record DohRequest(Asked asked, byte[] message, String userAgent) {
    static final String MEDIA_TYPE = "application/dns-message";

    boolean post() {
        return asked.way() == Asked.Way.HTTPS_POST;
    }

    byte[] body() {
        return post() ? message : new byte[0];
    }

    String path() {
        if (post()) {
            return asked.path();
        }
        char joint = asked.path().indexOf('?') < 0 ? '?' : '&';
        return asked.path() + joint + "dns="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(message);
    }

    Http2Request http2() {
        var fields = new ArrayList<HeaderField>();
        fields.add(new HeaderField("accept", MEDIA_TYPE));
        fields.add(new HeaderField("user-agent", userAgent));
        if (post()) {
            fields.add(new HeaderField("content-type", MEDIA_TYPE));
            fields.add(new HeaderField("content-length", String.valueOf(message.length)));
        }
        return new Http2Request(post() ? "POST" : "GET", "https", asked.authority(), path(), fields, body());
    }

    /// For HTTP/1.1, body included.
    byte[] http1() {
        String head = (post() ? "POST " : "GET ") + path() + " HTTP/1.1\r\n"
                + "Host: " + asked.authority() + "\r\n"
                + "User-Agent: " + userAgent + "\r\n"
                + "Accept: " + MEDIA_TYPE + "\r\n"
                + (post() ? "Content-Type: " + MEDIA_TYPE + "\r\nContent-Length: " + message.length + "\r\n" : "")
                + "Connection: close\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        var whole = new byte[start.length + body().length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body(), 0, whole, start.length, body().length);
        return whole;
    }
}
