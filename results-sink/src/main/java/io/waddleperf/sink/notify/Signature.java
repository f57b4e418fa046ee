package io.waddleperf.sink.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proves to a webhook's receiver who sent a request and when: HMAC-SHA256 over `time.body`.
final class Signature {
    static final String TIME = "X-WaddlePerf-Timestamp";
    static final String SIGNATURE = "X-WaddlePerf-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /// @param now its seconds are signed too, so that a receiver can refuse what was recorded before
    static Map<String, String> headers(String secret, Instant now, byte[] body) {
        String time = Long.toString(now.getEpochSecond());
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((time + '.').getBytes(UTF_8));
            var headers = new LinkedHashMap<String, String>();
            headers.put(TIME, time);
            headers.put(SIGNATURE, "v1=" + HexFormat.of().formatHex(mac.doFinal(body)));
            return headers;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it, and any key but an empty one fits
        }
    }
}
