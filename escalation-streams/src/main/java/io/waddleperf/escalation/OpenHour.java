package io.waddleperf.escalation;

import io.waddleperf.contracts.Rollup;
import java.nio.ByteBuffer;

/// The hour of a series that is being counted, made of its minutes.
///
/// It is told every ten minutes, when it is over, and when nothing more is on its way: to tell it
/// with each of its minutes was a third of the work of a result.
///
/// @param toldUs      the start of the minute with which it was last told
/// @param toldResults how many results it had then
record OpenHour(OpenWindow window, long toldUs, int toldResults) {
    private static final long TOLD_EVERY_US = 10 * Rollup.MINUTE_US;

    /// @param minute its first
    static OpenHour begin(OpenWindow minute, long series) {
        long startUs = OpenWindow.start(minute.startUs(), Rollup.HOUR_US);
        // the series of a fleet do not all tell in the same minute
        long spreadUs = series % 10 * Rollup.MINUTE_US;
        return new OpenHour(new OpenWindow(startUs, minute.part(), minute.tier()), startUs - spreadUs, 0);
    }

    boolean takes(OpenWindow minute) {
        return window.takes(OpenWindow.start(minute.startUs(), Rollup.HOUR_US), minute.tier());
    }

    boolean untold() {
        return toldResults < window.results();
    }

    /// Whether it is time to tell it, after this minute was added.
    boolean due(OpenWindow minute) {
        return minute.startUs() - toldUs >= TOLD_EVERY_US;
    }

    OpenHour told(OpenWindow withMinute) {
        return new OpenHour(window, withMinute.startUs(), window.results());
    }

    int mostBytes() {
        return window.mostBytes() + Long.BYTES + Integer.BYTES;
    }

    void write(ByteBuffer to) {
        window.write(to);
        to.putLong(toldUs).putInt(toldResults);
    }

    /// @param wide as of [OpenWindow#read]
    static OpenHour read(ByteBuffer from, boolean wide) {
        return new OpenHour(OpenWindow.read(from, wide), from.getLong(), from.getInt());
    }
}
