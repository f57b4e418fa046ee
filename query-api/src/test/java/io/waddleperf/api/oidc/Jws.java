package io.waddleperf.api.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs tokens by the JDK alone: the library that reads them does not judge its own work.
public final class Jws {
    private static final JsonMapper JSON = new JsonMapper();

    private Jws() {}

    public static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String rs256(Map<String, ?> claims, String keyId, KeyPair keys) {
        try {
            String content = content(Map.of("alg", "RS256", "kid", keyId, "typ", "JWT"), claims);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + '.' + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// By a secret that everybody knows: the public key.
    public static String hs256(Map<String, ?> claims, String keyId, byte[] secret) {
        try {
            String content = content(Map.of("alg", "HS256", "kid", keyId), claims);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + '.' + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String unsigned(Map<String, ?> claims) {
        return content(Map.of("alg", "none"), claims) + '.';
    }

    private static String content(Map<String, ?> header, Map<String, ?> claims) {
        try {
            return base64(JSON.writeValueAsBytes(header)) + '.' + base64(JSON.writeValueAsBytes(claims));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public key as a provider shows it (RFC 7517).
    public static Map<String, String> jwk(KeyPair keys, String keyId) {
        var key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                keyId,
                "n",
                base64(unsigned(key.getModulus().toByteArray())),
                "e",
                base64(unsigned(key.getPublicExponent().toByteArray())));
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }

    public static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
