package io.waddleperf.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys by which results of a probe are known to be its own; services read them, nobody else.
///
/// @param keys    oldest first; those that ended stay as long as results that they signed
/// @param version readers ignore an older one
public record ProbeKeys(String probe, List<Key> keys, long version) {
    private static final int MOST_KEYS = 32;

    public ProbeKeys {
        Require.name("probe", probe);
        keys = List.copyOf(keys);
        Require.range("keys", keys.size(), 0, MOST_KEYS);
    }

    /// A secret of HMAC-SHA256.
    ///
    /// @param id     tells which key signed; [#idOf] the secret
    /// @param secret 32 bytes in base64url
    /// @param from   results that the broker took before it may be unsigned
    /// @param until  results that the broker takes from then on are none of its; null: it holds
    public record Key(
            String id,
            String secret,
            Instant from,
            @Nullable Instant until) {
        private static final int SECRET_BYTES = 32;
        private static final int ID_DIGITS = 16;

        public Key {
            Require.name("key", id);
            Require.present("secret", secret);
            Require.that(bytes(secret).length == SECRET_BYTES, "secret", "another", "must be 32 bytes in base64url");
            from = Require.micros("from", from);
            until = until == null ? null : Require.micros("until", until);
        }

        /// @throws IllegalArgumentException where the secret has another length or form
        public static Key of(String secret, Instant from) {
            return new Key(idOf(secret), secret, from, null);
        }

        /// The first digits of the secret's hash.
        public static String idOf(String secret) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
                return HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        public byte[] bytes() {
            return bytes(secret);
        }

        private static byte[] bytes(String secret) {
            return Base64.getUrlDecoder().decode(secret);
        }

        public Key endingAt(Instant end) {
            return until != null && until.isBefore(end) ? this : new Key(id, secret, from, end);
        }

        /// Never the secret: a record in a log would tell it.
        @Override
        public String toString() {
            return "Key[" + id + ", from " + from + (until == null ? "]" : " until " + until + "]");
        }
    }
}
