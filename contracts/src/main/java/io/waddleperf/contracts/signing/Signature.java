package io.waddleperf.contracts.signing;

import io.waddleperf.contracts.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// The header by which a record is known to be of a probe:
/// `v1=<id of the key>:<HMAC-SHA256 in base64url>`, over the topic, the probe's id and the value,
/// each of the first two followed by a byte 0.
public final class Signature {
    public static final String HEADER = "waddleperf-signature";

    static final String VERSION = "v1=";
    private static final String ALGORITHM = "HmacSHA256";
    /// Looking an algorithm up costs as much as a signature.
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Signature::newMac);

    private Signature() {}

    private static Mac newMac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// A record's, if it carries one.
    ///
    /// It is added last. A header's name is decoded when it is asked for, so those that [Topic] gives each
    /// record, which are before it, are not asked for theirs.
    public static Optional<Header> in(Headers headers) {
        Header[] all = headers.toArray();
        for (int i = all.length - 1; i >= 0; i--) {
            String name = all[i].key();
            if (name.equals(HEADER)) {
                return Optional.of(all[i]);
            }
            if (name.equals(Topic.CONTENT_TYPE)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    static Key key(byte[] secret) {
        return new SecretKeySpec(secret, ALGORITHM);
    }

    /// @param key of [#key]
    static byte[] of(Key key, String topic, String probe, byte[] value) {
        Mac mac = started(key);
        mac.update(topic.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0);
        mac.update(probe.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return mac.doFinal(value);
    }

    /// Of anything else.
    public static byte[] of(byte[] secret, byte[] value) {
        return started(key(secret)).doFinal(value);
    }

    private static Mac started(Key key) {
        Mac mac = MAC.get();
        try {
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("any bytes are a key of " + ALGORITHM, e);
        }
    }

    static void add(Headers headers, String keyId, byte[] mac) {
        String text =
                VERSION + keyId + ':' + Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
        headers.add(HEADER, text.getBytes(StandardCharsets.US_ASCII));
    }
}
