package io.waddleperf.api.system;

import io.waddleperf.contracts.WireName;
import org.jspecify.annotations.Nullable;

/// What was found out of one part.
///
/// @param reason   of a state that is not `ok`; empty otherwise
/// @param tookMs   until it answered, or until nobody waited any longer
/// @param findings null where it did not answer
public record Part<T>(
        State state, String reason, long tookMs, @Nullable T findings) {
    /// How it is.
    public enum State implements WireName {
        OK("ok"),
        /// It answers, and somebody should look after it.
        DEGRADED("degraded"),
        /// It did not answer in time, or refused to.
        AWAY("away");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// Findings that are as they should be.
    static <T> Part<T> ok(T findings) {
        return new Part<>(State.OK, "", 0, findings);
    }

    static <T> Part<T> degraded(T findings, String reason) {
        return new Part<>(State.DEGRADED, reason, 0, findings);
    }

    static <T> Part<T> away(String reason) {
        return new Part<>(State.AWAY, reason, 0, null);
    }

    Part<T> after(long ms) {
        return new Part<>(state, reason, ms, findings);
    }
}
