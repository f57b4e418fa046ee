package io.waddleperf.contracts.signing;

import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Tells records of a probe from those that somebody else made in its name. Any number of threads.
public final class Signatures implements AutoCloseable {
    /// Where only this machine's own programs can write: nothing is looked at.
    public static final Signatures OFF = new Signatures(null);

    private final @Nullable KeyTable keys;
    private final LongAdder verified = new LongAdder();
    private final LongAdder unsigned = new LongAdder();
    private final LongAdder forged = new LongAdder();

    private Signatures(@Nullable KeyTable keys) {
        this.keys = keys;
    }

    /// Each record needs a signature, but for those that are older than the first key of their probe.
    public static Signatures required(KeyTable keys) {
        return new Signatures(keys);
    }

    /// As the setting `waddleperf.signatures` says.
    ///
    /// @param mode `off` or `required`
    /// @param name of who reads, for Kafka's client id
    public static Signatures of(String mode, KafkaAccess kafka, String name) {
        return switch (mode) {
            case "off" -> OFF;
            case "required" -> required(KeyTable.start(kafka, name, System::nanoTime));
            default ->
                throw new IllegalArgumentException(
                        "waddleperf.signatures must be off or required, not \"" + mode + '"');
        };
    }

    /// Counts the record, and refuses one that its probe did not sign.
    ///
    /// @param probe        as the value says
    /// @param appendedAtMs by the broker's clock
    /// @throws WireFormatException says why it is taken for forged
    public void require(String topic, String probe, Headers headers, byte[] value, long appendedAtMs) {
        if (keys == null) {
            return;
        }
        var known = keys.of(probe);
        Header header = Signature.in(headers).orElse(null);
        if (known == null) {
            throw refuse("no key of probe \"" + probe + "\" is known");
        }
        if (header == null) {
            if (appendedAtMs >= known.signsSinceMs()) {
                throw refuse("it is not signed, but probe \"" + probe + "\" has a key");
            }
            unsigned.increment();
            return;
        }
        verify(known, header.value(), topic, value, appendedAtMs);
        verified.increment();
    }

    private void verify(KnownKeys known, byte @Nullable [] header, String topic, byte[] value, long appendedAtMs) {
        String text = header == null ? "" : new String(header, StandardCharsets.US_ASCII);
        int colon = text.indexOf(':');
        if (!text.startsWith(Signature.VERSION) || colon < 0) {
            throw refuse("its signature has a form that is not known");
        }
        String id = text.substring(Signature.VERSION.length(), colon);
        var key = keys == null ? null : keys.key(known, id);
        if (key == null) {
            throw refuse("key " + id + " is none of probe \"" + known.probe() + '"');
        }
        if (appendedAtMs >= key.untilMs()) {
            throw refuse("key " + id + " of probe \"" + known.probe() + "\" has ended");
        }
        byte[] expected = Signature.of(key.key(), topic, known.probe(), value);
        if (!MessageDigest.isEqual(expected, mac(text.substring(colon + 1)))) {
            throw refuse("its signature is not that of probe \"" + known.probe() + '"');
        }
    }

    private byte[] mac(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private WireFormatException refuse(String reason) {
        forged.increment();
        return new WireFormatException("forged: " + reason, new IllegalArgumentException(reason));
    }

    public LongAdder verified() {
        return verified;
    }

    /// From before their probe had a key.
    public LongAdder unsigned() {
        return unsigned;
    }

    public LongAdder forged() {
        return forged;
    }

    @Override
    public void close() {
        if (keys != null) {
            keys.close();
        }
    }
}
