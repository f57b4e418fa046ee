package io.waddleperf.probe.measure;

import java.security.cert.X509Certificate;
import java.util.List;

/// The certificates of a server that was trusted, for those who want more of them than results keep.
///
/// @param certificates as they were sent, the server's own first
/// @param protocol     such as `TLSv1.3`
public record TrustedChain(List<X509Certificate> certificates, String protocol) {
    public TrustedChain {
        certificates = List.copyOf(certificates);
    }
}
