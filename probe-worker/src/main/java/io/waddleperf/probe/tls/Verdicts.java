package io.waddleperf.probe.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/// Why a certificate is not trusted, in a few words.
final class Verdicts {
    static final String TRUSTED = "trusted";

    private static final String UNKNOWN_ISSUER = "unknown issuer: ";

    private Verdicts() {}

    static String of(CertificateException refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CertificateExpiredException expired -> {
                    return "expired: " + expired.getMessage();
                }
                case CertificateNotYetValidException early -> {
                    return "not yet valid: " + early.getMessage();
                }
                case CertPathBuilderException _ -> {
                    return UNKNOWN_ISSUER + cause.getMessage();
                }
                default -> {}
            }
        }
        String message = String.valueOf(refusal.getMessage());
        return message.startsWith("No ") ? "wrong name: " + message : message; // "No subject alternative …"
    }

    /// All that is wrong with what was seen, its own dates first: the JDK names one fault only, looks
    /// for an issuer before it looks at dates, and not at those of a certificate that it was told to
    /// trust.
    static String of(TrustRecorder.Seen seen, Instant now) {
        X509Certificate own = seen.chain().getFirst();
        var dates = ofDates(own, now);
        CertificateException refusal = seen.refusal();
        if (refusal == null) {
            return dates.orElse(TRUSTED);
        }
        String fault = of(refusal);
        if (fault.startsWith(UNKNOWN_ISSUER) && selfSigned(own)) {
            fault = "self-signed";
        }
        return dates.isEmpty() || ofDates(fault) ? fault : dates.get() + "; " + fault;
    }

    /// What is wrong with a certificate's dates.
    static Optional<String> ofDates(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return Optional.empty();
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return Optional.of(of(e));
        }
    }

    private static boolean ofDates(String fault) {
        return fault.startsWith("expired: ") || fault.startsWith("not yet valid: ");
    }

    private static boolean selfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // an authority of the same name signed it
        }
    }
}
