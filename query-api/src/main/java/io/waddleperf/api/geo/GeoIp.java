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
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The operator's own file of where addresses are: GeoLite2 City, GeoIP2 City or Enterprise, in MaxMind's format.
///
/// It may be replaced while the service runs, by renaming another to its name, as geoipupdate does: from the next
/// question on the new one is asked.
@Singleton
public final class GeoIp {
    static final String SETTING = "waddleperf.geoip.file";
    private static final Logger LOG = Logger.getLogger(GeoIp.class);

    private final @Nullable Path file;
    private @Nullable Opened opened;

    /// @param reader of a file that is mapped; one that nobody asks any more goes with the garbage
    private record Opened(FileTime modified, DatabaseReader reader) {}

    @Inject
    GeoIp(@ConfigProperty(name = "waddleperf.geoip.file") Optional<String> file) {
        this(file.map(Path::of).orElse(null));
    }

    GeoIp(@Nullable Path file) {
        this.file = file;
    }

    /// @throws IllegalArgumentException where the file is set and is none of these
    void start(@Observes StartupEvent event) {
        if (file != null) {
            opened = open(file);
        }
    }

    /// As the file is now; as it was before, where it cannot be read any more.
    synchronized AddressPlaces places() {
        if (file == null || opened == null) {
            return AddressPlaces.NONE;
        }
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (!modified.equals(opened.modified)) {
                opened = new Opened(modified, opened.reader); // what is no such file is read once only
                opened = open(file);
                LOG.infof("positions of addresses are those of %s of %s", file, modified);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("positions of addresses are those of before: %s", e.getMessage());
        }
        DatabaseReader reader = opened.reader;
        return host -> of(reader, host);
    }

    private static Opened open(Path file) {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            var reader = new DatabaseReader.Builder(file.toFile()).build();
            var _ = reader.tryCity(InetAddress.getLoopbackAddress()); // only a file of cities can be asked for one
            return new Opened(modified, reader);
        } catch (IOException | GeoIp2Exception | UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    SETTING + ": " + file + " must be a GeoLite2 City, GeoIP2 City or GeoIP2 Enterprise file: "
                            + e.getMessage(),
                    e);
        }
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
