package io.waddleperf.probe.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/// What a user is let in by.
sealed interface Credential {
    /// ed25519, ecdsa or rsa.
    record Key(KeyPair pair) implements Credential {}

    record Password(String text) implements Credential {
        /// A secret is not for logs.
        @Override
        public String toString() {
            return "Password[…]";
        }
    }

    /// A private key in the form of OpenSSH or PEM, without a passphrase, else the first line as a
    /// password.
    ///
    /// @throws IOException says what is wrong with the secret, and nothing of what is in it
    static Credential of(@Nullable String name, String text) throws IOException {
        if (!text.stripLeading().startsWith("-----BEGIN ")) {
            return new Password(text.lines().findFirst().orElse(""));
        }
        try {
            var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            var pairs = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(name), bytes, null);
            if (pairs != null && pairs.iterator().hasNext()) {
                return new Key(pairs.iterator().next());
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unusable(name, e);
        }
        throw unusable(name, null);
    }

    private static IOException unusable(@Nullable String name, @Nullable Exception cause) {
        return new IOException(
                "the secret " + name + " holds no private key that can be used: it must be ed25519, ecdsa or rsa,"
                        + " without a passphrase",
                cause);
    }

    /// As RFC 4252 names it.
    default String method() {
        return switch (this) {
            case Key _ -> "publickey";
            case Password _ -> "password";
        };
    }

    default void addTo(ClientSession session) {
        switch (this) {
            case Key(KeyPair pair) -> session.addPublicKeyIdentity(pair);
            case Password(String text) -> session.addPasswordIdentity(text);
        }
    }
}
