package io.waddleperf.api.accounts;

import io.waddleperf.api.oidc.OidcClient.Held;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals a provider's tokens by the secret of the session that they belong to (AES-256-GCM). Of that the
/// database has only a hash: whoever reads the database reads no tokens, and no key is to be kept anywhere.
final class Sealed {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String BETWEEN = "\n";

    private Sealed() {}

    static byte[] seal(Held held, Secret session, SecureRandom random) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String text = held.idToken() + BETWEEN + held.refresh().orElse("");
        try {
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, session, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(nonce.length + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /// @return nothing where it was hidden by another secret, or changed
    static Optional<Held> open(byte[] hidden, Secret session) {
        if (hidden.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            var nonce = ByteBuffer.wrap(hidden, 0, NONCE_BYTES);
            var cipher = cipher(Cipher.DECRYPT_MODE, session, bytes(nonce));
            String text = new String(
                    cipher.doFinal(hidden, NONCE_BYTES, hidden.length - NONCE_BYTES), StandardCharsets.UTF_8);
            int between = text.indexOf(BETWEEN);
            return Optional.of(new Held(
                    text.substring(0, between),
                    Optional.of(text.substring(between + 1)).filter(refresh -> !refresh.isEmpty())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static Cipher cipher(int mode, Secret session, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var key = new SecretKeySpec(Secret.sha256("provider-tokens:" + session.text()), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
