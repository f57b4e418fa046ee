package io.waddleperf.api.geo;

import io.waddleperf.api.paths.PathState;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The paths of a caller on the map.
///
/// @param at       when the paths were read
/// @param sites    that have a position, by name
/// @param countries that probes are stated to be in, by their letters
/// @param arcs     of unhealthy paths both of whose ends have a position, the worst first
/// @param moreArcs how many there are besides
/// @param unplaced what cannot be shown
record GeoView(Instant at, List<Site> sites, List<Country> countries, List<Arc> arcs, int moreArcs, Unplaced unplaced) {
    /// Who says where a site is.
    enum StatedBy implements WireName {
        SITE("site"),
        PROBE("probe");

        private final String wireName;

        StatedBy(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// By what an end of a path has its position.
    enum Source implements WireName {
        /// It is said of itself.
        STATED("stated"),
        /// Of the probe whose responder it is.
        PROBE("probe"),
        SITE("site"),
        /// Nobody says so: a file says where such addresses are as a rule.
        GEOIP("geoip"),
        /// Only the country is known in which such addresses are registered: the middle of it.
        COUNTRY("country");

        private final String wireName;

        Source(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// @param localTime RFC 3339 with the offset of its time zone; null where none is stated
    record Site(
            String site,
            Location location,
            StatedBy statedBy,
            @Nullable String localTime,
            Probes probes,
            Paths paths) {}

    /// @param country two letters of ISO 3166-1
    /// @param sites   by name
    record Country(String country, List<String> sites, Probes probes, Paths paths) {}

    /// @param off not given any work
    record Probes(int up, int silent, int neverSeen, int off) {}

    /// @param state          the worst of them; null: there are none
    /// @param unhealthyShare how many are failing or breaching, of 1; null: there are none
    record Paths(
            @Nullable PathState state,
            int total,
            int failing,
            int breaching,
            int stale,
            int unproven,
            int healthy,
            @Nullable Double unhealthyShare) {}

    /// @param score  how far its worst check is from its bound
    /// @param reason what is wrong with that; null: it is not said
    record Arc(
            String probe,
            String site,
            String target,
            Location from,
            Source fromSource,
            Location to,
            Source toSource,
            PathState state,
            double score,
            @Nullable String reason) {}

    /// @param probes  that are given work
    /// @param targets of paths
    /// @param paths   unhealthy ones that have no arc, for one of their ends has no position
    record Unplaced(Names probes, Names sites, Names targets, int paths) {}

    /// @param names the first of them
    record Names(int count, List<String> names) {}
}
