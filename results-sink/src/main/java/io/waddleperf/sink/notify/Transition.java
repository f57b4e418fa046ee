package io.waddleperf.sink.notify;

import java.util.Locale;

/// What is told of an incident.
enum Transition {
    OPENED,
    /// Its severity was raised, its scope widened, or it breaks twice as many paths.
    CHANGED,
    ACKNOWLEDGED,
    /// Broken again before it was closed.
    REOPENED,
    /// All its paths are healthy again, not yet for long.
    RECOVERING,
    CLOSED,
    /// It turned out to be a part of another incident, which goes on.
    MERGED,
    /// Still open after a while, and nobody has acknowledged it.
    REMINDER,
    /// Somebody wants to see that messages arrive; no incident is behind it.
    TEST;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Transition of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /// Whether nothing more will be told of it.
    boolean ends() {
        return switch (this) {
            case CLOSED, MERGED -> true;
            case OPENED, CHANGED, ACKNOWLEDGED, REOPENED, RECOVERING, REMINDER, TEST -> false;
        };
    }
}
