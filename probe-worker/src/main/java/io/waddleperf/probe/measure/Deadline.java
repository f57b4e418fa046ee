package io.waddleperf.probe.measure;

/// The moment by which a test must have ended.
public record Deadline(Ticker ticker, long startNanos, long limitNanos) {
    public static Deadline after(Ticker ticker, long limitNanos) {
        return new Deadline(ticker, ticker.nanos(), limitNanos);
    }

    /// The same with a pause taken out: as if the test had begun so much later.
    public Deadline later(long nanos) {
        return new Deadline(ticker, startNanos + nanos, limitNanos);
    }

    /// Never below 0.
    public long remainingNanos() {
        return Math.max(0, limitNanos - elapsedNanos());
    }

    /// At least 1: the JDK takes 0 for "no limit".
    public int remainingMillis() {
        return Math.clamp((remainingNanos() + 999_999) / 1_000_000, 1, Integer.MAX_VALUE);
    }

    public boolean passed() {
        return remainingNanos() == 0;
    }

    public long elapsedNanos() {
        return ticker.nanos() - startNanos;
    }

    public long elapsedUs() {
        return elapsedNanos() / 1_000;
    }
}
