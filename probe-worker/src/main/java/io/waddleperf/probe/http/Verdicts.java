package io.waddleperf.probe.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/// Why a certificate is not trusted, in a few words.
final class Verdicts {
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
                    return "unknown issuer: " + cause.getMessage();
                }
                default -> {}
            }
        }
        String message = String.valueOf(refusal.getMessage());
        return message.startsWith("No ") ? "wrong name: " + message : message; // "No subject alternative …"
    }
}
