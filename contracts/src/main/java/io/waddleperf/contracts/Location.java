package io.waddleperf.contracts;

import org.jspecify.annotations.Nullable;

/// Where on the earth something stands, as its operators state it (WGS 84).
///
/// Only the form is looked at: a reader may know fewer time zones than the writer did.
///
/// @param latitude  degrees, south of the equator below 0
/// @param longitude degrees, west of Greenwich below 0
/// @param country   two letters of ISO 3166-1, such as `DE`; null: not stated
/// @param timeZone  a name of the IANA time zone database, such as `Europe/Berlin`; null: not stated
public record Location(
        double latitude,
        double longitude,
        @Nullable String country,
        @Nullable String timeZone) {
    private static final int LONGEST_ZONE = 64;

    public Location {
        requireDegrees("latitude", latitude, 90);
        requireDegrees("longitude", longitude, 180);
        latitude += 0.0; // the equator has no sign
        longitude += 0.0;
        Require.that(
                country == null || country.matches("[A-Z]{2}"),
                "country",
                country,
                "must be two capital letters of ISO 3166-1, such as DE");
        Require.that(
                timeZone == null || (!timeZone.isBlank() && timeZone.length() <= LONGEST_ZONE),
                "timeZone",
                timeZone,
                "must be a name of the IANA time zone database, such as Europe/Berlin");
    }

    /// What is no number is refused, too.
    private static void requireDegrees(String field, double degrees, int most) {
        Require.that(
                Math.abs(degrees) <= most, field, degrees, "must be a number of degrees from -" + most + " to " + most);
    }
}
