package io.waddleperf.probe.responder;

import io.waddleperf.probe.measure.Ticker;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many answers each session got. Of too many, the one that was quiet for longest is forgotten;
/// one that was quiet for 5 minutes begins anew.
final class ReflectorSessions {
    static final int MOST = 4_096;
    static final long IDLE_NANOS = 300_000_000_000L;

    /// @param ssid 0 where the sender numbers no sessions (RFC 8972, section 3)
    record Session(InetSocketAddress sender, int ssid) {}

    private static final class Count {
        private long next;
        private long usedNanos;
    }

    private final Ticker ticker;
    private final Map<Session, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

    ReflectorSessions(Ticker ticker) {
        this.ticker = ticker;
    }

    /// The number of the answer that is about to leave, from 0.
    long next(Session session) {
        long now = ticker.nanos();
        var count = counts.computeIfAbsent(session, _ -> new Count());
        if (count.next > 0 && now - count.usedNanos > IDLE_NANOS) {
            count.next = 0;
        }
        if (counts.size() > MOST) {
            counts.remove(counts.keySet().iterator().next());
        }
        count.usedNanos = now;
        return count.next++;
    }

    int size() {
        return counts.size();
    }
}
