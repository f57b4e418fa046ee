package io.waddleperf.probe.ping;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The requests of a socket by their ICMP sequence numbers, which are given out in turn.
///
/// A request stays until its run ends, so that a second answer is known for one, or until its number
/// is needed and no answer counts any more. So there are never more than there are numbers.
final class EchoTable {
    static final int NUMBERS = 1 << 16;

    /// So many that are awaited are passed over in search of a free number.
    private static final int MOST_TRIES = 64;

    /// What came in time may be read this much later.
    private static final long GRACE_NANOS = 1_000_000_000;

    private final @Nullable EchoRequest[] bySequence = new EchoRequest[NUMBERS];
    private int next;
    private int size;

    /// @param first sequence number
    EchoTable(int first) {
        next = first & NUMBERS - 1;
    }

    /// A request with a sequence number; empty where too many are awaited.
    Optional<EchoRequest> claim(EchoRun run, int number, long nowNanos) {
        for (int i = 0; i < MOST_TRIES; i++) {
            int sequence = next;
            next = next + 1 & NUMBERS - 1;
            var earlier = bySequence[sequence];
            if (earlier == null || !earlier.awaited(nowNanos, GRACE_NANOS)) {
                size += earlier == null ? 1 : 0;
                var request = new EchoRequest(run, new Echo.Mark(sequence, run.nonce(), number));
                bySequence[sequence] = request;
                return Optional.of(request);
            }
        }
        return Optional.empty();
    }

    /// @param sequence 16 bits
    @Nullable
    EchoRequest at(int sequence) {
        return bySequence[sequence];
    }

    /// The request that the mark was written into.
    Optional<EchoRequest> of(Echo.Mark mark) {
        var request = bySequence[mark.sequence()];
        return request != null && request.mark().equals(mark) ? Optional.of(request) : Optional.empty();
    }

    void release(EchoRequest request) {
        int sequence = request.mark().sequence();
        if (bySequence[sequence] == request) {
            bySequence[sequence] = null;
            size--;
        }
    }

    /// Packets were thrown away since then.
    void doubt(long sinceNanos) {
        for (var request : bySequence) {
            if (request != null) {
                request.doubt(sinceNanos);
            }
        }
    }

    int size() {
        return size;
    }
}
