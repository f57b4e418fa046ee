package io.waddleperf.api.geo;

import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import com.maxmind.geoip2.model.AsnResponse;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The operator's own file of whose networks addresses are of: GeoLite2 ASN, in MaxMind's format.
@Singleton
public final class AddressNetworks {
    static final String SETTING = "waddleperf.geoip.asn-file";
    private static final Logger LOG = Logger.getLogger(AddressNetworks.class);

    private final OperatorFile file;

    /// The autonomous system that announces an address.
    ///
    /// @param address      as it was asked for
    /// @param organization whose it is; empty where the file does not say
    record Network(String address, long asn, String organization) {}

    @Inject
    AddressNetworks(@ConfigProperty(name = "waddleperf.geoip.asn-file") Optional<String> file) {
        this(file.map(Path::of).orElse(null));
    }

    AddressNetworks(@Nullable Path file) {
        this.file =
                new OperatorFile(new OperatorFile.Kind(SETTING, "a GeoLite2 ASN file", DatabaseReader::tryAsn), file);
    }

    /// @throws IllegalArgumentException where the file is set and is none of these
    void start(@Observes StartupEvent event) {
        file.open();
    }

    /// What is known of those addresses, in their order; nothing without a file.
    ///
    /// @param addresses literal ones
    List<Network> of(List<String> addresses) {
        return file.reader()
                .map(reader -> addresses.stream()
                        .flatMap(address -> network(reader, address).stream())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<Network> network(DatabaseReader reader, String address) {
        try {
            return reader.tryAsn(InetAddress.ofLiteral(address)).flatMap(answer -> network(address, answer));
        } catch (IOException | GeoIp2Exception e) {
            LOG.debugf("%s is of no known network: %s", address, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Network> network(String address, AsnResponse answer) {
        String organization = answer.autonomousSystemOrganization();
        return Optional.ofNullable(answer.autonomousSystemNumber())
                .map(number -> new Network(address, number, organization == null ? "" : organization));
    }
}
