package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Require;
import java.util.Map;

/// A channel's URL as the command line takes it.
public final class NotificationUrl {
    private NotificationUrl() {}

    /// @param environment of the process, for secrets
    /// @throws IllegalArgumentException says what is wrong and what is allowed; the URL itself, which
    ///                                  may hold a secret, is not repeated
    public static void require(String url, Map<String, String> environment) {
        Require.that(
                url.chars().noneMatch(Character::isWhitespace), "--notify", "one with white space", "must be a URL");
        try {
            new ChannelUrls(environment).channel(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--notify " + ChannelUrls.scheme(url) + ": " + e.getMessage(), e);
        }
    }
}
