package io.waddleperf.documents;

import io.waddleperf.contracts.Location;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where something stands: docs/reference/map.md shows the fields.
public final class LocationFields {
    public static final String KEY = "location";

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,4}(\\.\\d{1,20})?([eE]-\\d{1,2})?");
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private LocationFields() {}

    /// @return null where the mapping states none
    public static @Nullable Location readOrNull(FieldMap map) {
        FieldMap location = map.mapOrNull(KEY);
        return location == null ? null : location.as(LocationFields::read);
    }

    /// @throws FieldException where the mapping states none, or a wrong one
    public static Location require(FieldMap map) {
        return map.map(KEY).as(LocationFields::read);
    }

    /// @param pointer to the mapping
    /// @throws FieldException where it states no location
    public static Location read(String pointer, Map<?, ?> tree) {
        return new FieldMap(pointer, tree).as(LocationFields::read);
    }

    private static Location read(FieldMap map) {
        return new Location(
                map.value("latitude", text -> degrees("latitude", text)),
                map.value("longitude", text -> degrees("longitude", text)),
                map.valueOr("country", null, LocationFields::country),
                map.valueOr("timeZone", null, LocationFields::zone));
    }

    private static double degrees(String field, String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(field + " must be degrees such as 52.52 or -33.87, not " + text);
        }
        return Double.parseDouble(text);
    }

    private static String country(String text) {
        String country = text.toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            throw new IllegalArgumentException(
                    "country must be one of ISO 3166-1 in two letters, such as DE, not " + text);
        }
        return country;
    }

    private static String zone(String text) {
        if (!ZONES.contains(text)) {
            throw new IllegalArgumentException(
                    "timeZone must be a name of the IANA time zone database, such as Europe/Berlin, not " + text);
        }
        return text;
    }

    /// As [#readOrNull] and [#require] read it.
    static Map<String, Object> written(Location location) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("latitude", location.latitude());
        spec.put("longitude", location.longitude());
        if (location.country() != null) {
            spec.put("country", location.country());
        }
        if (location.timeZone() != null) {
            spec.put("timeZone", location.timeZone());
        }
        return spec;
    }
}
