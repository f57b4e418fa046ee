package io.waddleperf.api.geo;

import com.maxmind.db.Reader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// In which country addresses are, by the open data that come with WaddlePerf: IPtoASN's, in MaxMind's format but with
/// records of their own, which MaxMind's reader of cities refuses. They say where a network is registered, so a place
/// by them is the middle of a country, and no more.
@Singleton
public final class AddressCountries {
    /// In the jar of the page, whose build fetches it.
    static final String RESOURCE = "/geo/iptoasn-country.mmdb";

    private static final Logger LOG = Logger.getLogger(AddressCountries.class);

    private final boolean used;
    private final String resource;
    private @Nullable AddressPlaces opened;

    @Inject
    AddressCountries(@ConfigProperty(name = "waddleperf.geoip.countries", defaultValue = "true") boolean used) {
        this(used, RESOURCE);
    }

    AddressCountries(boolean used, String resource) {
        this.used = used;
        this.resource = resource;
    }

    /// Read at the first question, since many never ask; it stays in memory from then on.
    synchronized AddressPlaces places() {
        if (!used) {
            return AddressPlaces.NONE;
        }
        AddressPlaces places = opened;
        if (places == null) {
            places = open();
            opened = places;
        }
        return places;
    }

    private AddressPlaces open() {
        try (InputStream data = AddressCountries.class.getResourceAsStream(resource)) {
            if (data == null) {
                LOG.infof("no open data of countries come with this build: %s is not there", resource);
                return AddressPlaces.NONE;
            }
            return of(new Reader(data), new CountryCentres());
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /// @param countries two letters of ISO 3166-1 in `country_code`
    static AddressPlaces of(Reader countries, CountryCentres centres) {
        return host -> AddressPlaces.literal(host)
                .filter(AddressCountries::isPublic)
                .flatMap(address -> country(countries, address))
                .flatMap(centres::of);
    }

    private static Optional<String> country(Reader countries, InetAddress address) {
        try {
            Map<?, ?> found = countries.get(address, Map.class);
            return found != null && found.get("country_code") instanceof String letters
                    ? Optional.of(letters)
                    : Optional.empty();
        } catch (IOException e) {
            LOG.debugf("%s has no country: %s", address, e.getMessage());
            return Optional.empty();
        }
    }

    /// What everybody may use is in no country, whatever the data say.
    private static boolean isPublic(InetAddress address) {
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isShared(address.getAddress(), address instanceof Inet6Address));
    }

    /// `fc00::/7` (RFC 4193) and `100.64.0.0/10` (RFC 6598).
    private static boolean isShared(byte[] address, boolean v6) {
        return v6 ? (address[0] & 0xfe) == 0xfc : address[0] == 100 && (address[1] & 0xc0) == 64;
    }
}
