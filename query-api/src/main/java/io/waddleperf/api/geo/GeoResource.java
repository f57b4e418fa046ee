package io.waddleperf.api.geo;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.access.Sight;
import io.waddleperf.api.access.Sights;
import io.waddleperf.api.configuration.VisibleConfiguration;
import io.waddleperf.api.fleet.Fleet;
import io.waddleperf.api.fleet.FleetKeeper;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.probes.Heartbeats;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The paths of a caller on the map, and whose networks addresses are of.
@Path("/api/v1/geo")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class GeoResource {
    private static final int USUAL_ARCS = 200;
    private static final int MOST_ARCS = 1_000;

    /// As many as a way has hops at most.
    private static final int MOST_ADDRESSES = 64;

    private final FleetKeeper keeper;
    private final VisibleConfiguration configuration;
    private final Heartbeats heartbeats;
    private final Sights sights;
    private final GeoIp geoIp;
    private final AddressCountries countries;
    private final AddressNetworks networks;
    private final InstantSource clock = Clock.systemUTC();

    @Inject
    GeoResource(
            FleetKeeper keeper,
            VisibleConfiguration configuration,
            Heartbeats heartbeats,
            Sights sights,
            GeoIp geoIp,
            AddressCountries countries,
            AddressNetworks networks) {
        this.keeper = keeper;
        this.configuration = configuration;
        this.heartbeats = heartbeats;
        this.sights = sights;
        this.geoIp = geoIp;
        this.countries = countries;
        this.networks = networks;
    }

    @GET
    public GeoView geo(@Context UriInfo uri) {
        var query = Parameters.of(uri);
        int mostArcs = query.integer("arcs", USUAL_ARCS, 0, MOST_ARCS);
        query.check();
        Sight sight = sights.current();
        Fleet fleet = keeper.fleet();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var world = new GeoMap.World(
                configuration.sites(),
                fleet.probes().values().stream()
                        .filter(probe -> sight.sees(probe.id()))
                        .toList(),
                fleet.targets(),
                fleet.seenBy(sight),
                probe -> heartbeats.presence(probe, now),
                geoIp.places(),
                countries.places());
        return GeoMap.draw(world, mostArcs, now);
    }

    @GET
    @Path("/networks")
    public Page<AddressNetworks.Network> networks(@Context UriInfo uri) {
        var query = Parameters.of(uri);
        var addresses = query.several("address", MOST_ADDRESSES, GeoResource::literal);
        query.check();
        return Page.whole(networks.of(addresses));
    }

    private static String literal(String text) {
        try {
            var _ = InetAddress.ofLiteral(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("address must be an IPv4 or IPv6 address, not \"" + text + '"', e);
        }
    }
}
