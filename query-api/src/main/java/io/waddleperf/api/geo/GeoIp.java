package io.waddleperf.api.geo;

import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import com.maxmind.geoip2.model.CityResponse;
import io.quarkus.runtime.StartupEvent;
import io.waddleperf.contracts.Location;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The operator's own file of where addresses are: GeoLite2 City, GeoIP2 City or Enterprise, in MaxMind's format.
@Singleton
public final class GeoIp {
    static final String SETTING = "waddleperf.geoip.file";
    private static final Logger LOG = Logger.getLogger(GeoIp.class);

    private final OperatorFile file;

    @Inject
    GeoIp(@ConfigProperty(name = "waddleperf.geoip.file") Optional<String> file) {
        this(file.map(Path::of).orElse(null));
    }

    GeoIp(@Nullable Path file) {
        var kind = new OperatorFile.Kind(
                SETTING, "a GeoLite2 City, GeoIP2 City or GeoIP2 Enterprise file", DatabaseReader::tryCity);
        this.file = new OperatorFile(kind, file);
    }

    /// @throws IllegalArgumentException where the file is set and is none of these
    void start(@Observes StartupEvent event) {
        file.open();
    }

    AddressPlaces places() {
        return file.reader()
                .<AddressPlaces>map(reader -> host -> of(reader, host))
                .orElse(AddressPlaces.NONE);
    }

    private static Optional<Location> of(DatabaseReader reader, String host) {
        return AddressPlaces.literal(host).flatMap(address -> {
            try {
                return reader.tryCity(address).flatMap(GeoIp::location);
            } catch (IOException | GeoIp2Exception | IllegalArgumentException e) {
                LOG.debugf("%s has no position: %s", host, e.getMessage());
                return Optional.empty();
            }
        });
    }

    private static Optional<Location> location(CityResponse city) {
        var place = city.location();
        if (place == null || place.latitude() == null || place.longitude() == null) {
            return Optional.empty();
        }
        String country = city.country() == null ? null : city.country().isoCode();
        return Optional.of(new Location(place.latitude(), place.longitude(), country, place.timeZone()));
    }
}
