package io.waddleperf.probe.blackbox;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What blackbox_exporter says of a certificate in labels.
final class CertificateLabels {
    private static final int DNS_NAME = 2;

    private CertificateLabels() {}

    static Map<String, String> of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Map.of(
                    "fingerprint_sha256",
                    HexFormat.of().formatHex(digest),
                    "subject",
                    certificate.getSubjectX500Principal().getName(),
                    "issuer",
                    certificate.getIssuerX500Principal().getName(),
                    "subjectalternative",
                    names(certificate.getSubjectAlternativeNames()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was trusted cannot be read", e);
        }
    }

    private static String names(@Nullable Collection<List<?>> all) {
        return all == null
                ? ""
                : all.stream()
                        .filter(one -> Objects.equals(one.get(0), DNS_NAME))
                        .map(one -> String.valueOf(one.get(1)))
                        .collect(Collectors.joining(","));
    }
}
