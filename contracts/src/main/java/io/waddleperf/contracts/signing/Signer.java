package io.waddleperf.contracts.signing;

import io.waddleperf.contracts.ProbeKeys;
import java.security.Key;
import java.util.Base64;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Signs what a probe sends.
public final class Signer {
    /// Of a probe that has no key: it signs nothing.
    public static final Signer NONE = new Signer("", null);

    private final String keyId;
    private final @Nullable Key key;

    private Signer(String keyId, @Nullable Key key) {
        this.keyId = keyId;
        this.key = key;
    }

    /// @param secret as of [ProbeKeys.Key]
    public static Signer of(String secret) {
        byte[] bytes = Base64.getUrlDecoder().decode(secret);
        return new Signer(ProbeKeys.Key.idOf(secret), Signature.key(bytes));
    }

    /// @return the same record, with a header more where there is a key
    public <K> ProducerRecord<K, byte[]> sign(String probe, ProducerRecord<K, byte[]> record) {
        if (key != null && record.value() != null) {
            Signature.add(record.headers(), keyId, Signature.of(key, record.topic(), probe, record.value()));
        }
        return record;
    }
}
