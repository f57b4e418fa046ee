package io.waddleperf.probe.responder;

import io.waddleperf.contracts.Require;
import io.waddleperf.probe.tls.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Where the responder has its certificate from.
public sealed interface CertificateAt {
    /// Made by itself at the first start, in this directory since.
    record Kept(Path directory) implements CertificateAt {}

    /// The operator's, two files in PEM; the key is of EC or RSA, in PKCS #8.
    record Own(Path certificate, Path key) implements CertificateAt {}

    /// Made anew at each start.
    record Fleeting() implements CertificateAt {}

    /// An option and what it says; empty where it is not given.
    record Given(String option, String value) {}

    /// The operator's where both files are given, else that of the directory, else a fleeting one.
    ///
    /// @throws IllegalArgumentException where one file is given without the other
    static CertificateAt of(String directory, Given certificate, Given key) {
        Require.that(
                certificate.value().isEmpty() == key.value().isEmpty(),
                (certificate.value().isEmpty() ? certificate : key).option(),
                "nothing",
                "must be given with " + (certificate.value().isEmpty() ? key : certificate).option());
        if (!certificate.value().isEmpty()) {
            return new Own(Path.of(certificate.value()), Path.of(key.value()));
        }
        return directory.isEmpty() ? new Fleeting() : new Kept(Path.of(directory));
    }

    /// What it is.
    ///
    /// @param host the address that the responder listens on
    static Identity identity(CertificateAt at, InetAddress host, Instant now) throws IOException {
        return switch (at) {
            case Kept kept -> Identity.kept(kept.directory(), Names.of(host), now);
            case Own own -> Identity.of(own.certificate(), own.key());
            case Fleeting _ -> Identity.fleeting(Names.of(host), now);
        };
    }

    /// What this machine may be asked by.
    final class Names {
        private static final int MOST_ADDRESSES = 64;
        private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

        private Names() {}

        /// Asks no server of names.
        static SelfSigned.Names of(InetAddress host) throws IOException {
            var addresses = new LinkedHashSet<InetAddress>();
            addresses.add(InetAddress.ofLiteral("127.0.0.1"));
            addresses.add(InetAddress.ofLiteral("::1"));
            addresses.addAll(host.isAnyLocalAddress() ? all() : List.of(host));
            var names = new LinkedHashSet<String>(List.of("localhost"));
            names.addAll(hostName());
            return new SelfSigned.Names(
                    List.copyOf(names), addresses.stream().limit(MOST_ADDRESSES).toList());
        }

        private static List<InetAddress> all() throws IOException {
            var addresses = new ArrayList<InetAddress>();
            for (var each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp()) {
                    each.inetAddresses()
                            .filter(one -> !one.isLinkLocalAddress())
                            .forEach(addresses::add);
                }
            }
            return addresses;
        }

        private static List<String> hostName() {
            try {
                String name = Files.readString(HOST_NAME).strip();
                return name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,62}") ? List.of(name) : List.of();
            } catch (IOException e) {
                return List.of(); // another system
            }
        }
    }
}
