package io.waddleperf.contracts;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A way to tell somebody of incidents, and of which.
///
/// @param id      also its name: 1 to 64 letters, digits, `-` or `_`
/// @param enabled whether anything is told; what waits goes on
/// @param version readers ignore an older one
public record Channel(String id, boolean enabled, Destination destination, ChannelRoute route, long version) {
    /// How many there may be.
    public static final int MOST = 50;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    public Channel {
        requireId("channel", id);
        Require.present("destination", destination);
        Require.present("route", route);
    }

    /// Narrower than [Require#name]: it is part of the key of each notification.
    ///
    /// @throws IllegalArgumentException says what is allowed
    public static void requireId(String field, @Nullable String id) {
        Require.that(
                id != null && ID.matcher(id).matches(),
                field,
                '"' + id + '"',
                "must be 1 to 64 letters, digits, '-' or '_', starting with a letter or a digit");
    }
}
