package io.waddleperf.api.joining;

import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import io.waddleperf.contracts.JoinToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.Optional;

/// Where probes of other machines go, and whom they trust.
///
/// @param url              of this API, as they reach it
/// @param bootstrapServers of Kafka, as they reach it
/// @param partitions       of the topics that are spread by probe
/// @param authority        the file with the certificate that signed those of both
record JoinSettings(String url, String bootstrapServers, int partitions, Path authority) {
    static Optional<JoinSettings> of(
            Optional<String> url, Optional<String> bootstrapServers, int partitions, Optional<String> authority) {
        return url.isEmpty() || bootstrapServers.isEmpty() || authority.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new JoinSettings(url.get(), bootstrapServers.get(), partitions, Path.of(authority.get())));
    }

    JoinToken token(String secret) {
        return new JoinToken(authorityHash(), secret, url);
    }

    String authorityPem() {
        try {
            return Files.readString(authority);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Of the public key: it outlives the certificate.
    private String authorityHash() {
        try {
            byte[] pem = authorityPem().getBytes(StandardCharsets.US_ASCII);
            var certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            byte[] key = certificate.getPublicKey().getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private ProblemException unreadable(Exception e) {
        return ProblemException.of(
                ProblemKind.INTERNAL, "the certificate in " + authority + " cannot be used: " + e.getMessage(), e);
    }
}
