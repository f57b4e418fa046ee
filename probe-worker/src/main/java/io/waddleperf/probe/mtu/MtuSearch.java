package io.waddleperf.probe.mtu;

import java.net.InetAddress;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides which size to try next, and says in the end what the largest one is.
///
/// A size that nobody answered may only have been lost: it is tried twice at once, and the one that
/// is left over in the end twice more. Who says that a packet is too big is believed about that
/// packet; the size that he offers is tried next. Sizes count the IP header in.
final class MtuSearch {
    private static final int MOST_PACKETS = 40;
    private static final int SMALLEST_TRIES = 3;
    private static final int TRIES = 2;
    private static final int LAST_TRIES = 4;

    /// Ethernet, and the smallest that IPv6 allows, which many tunnels have.
    private static final int[] COMMON_BYTES = {1_500, 1_280};

    private final int smallest;
    private final int largest;
    private final TreeMap<Integer, Limit> failed = new TreeMap<>();
    private int works;
    private int offered;
    private int sent;
    private int smallestTries;

    /// Why a size does not get through.
    sealed interface Limit {
        /// @param by null where the kernel does not know who
        record Told(@Nullable InetAddress by) implements Limit {}

        /// This machine's own interface is too narrow.
        record Interface() implements Limit {}

        record Silence(int tries) implements Limit {}
    }

    /// @param smallest with which the target must answer at all
    MtuSearch(int smallest, int largest) {
        this.smallest = Math.min(smallest, largest);
        this.largest = largest;
    }

    /// The size to send next; empty: the search is over.
    OptionalInt next() {
        if (sent++ >= MOST_PACKETS) {
            return OptionalInt.empty();
        }
        if (works == 0) {
            return smallestTries++ < SMALLEST_TRIES ? OptionalInt.of(smallest) : OptionalInt.empty();
        }
        var bound = bound();
        if (bound == null) {
            return works < largest ? OptionalInt.of(largest) : OptionalInt.empty();
        }
        int size = bound.getKey();
        int tries = size == works + 1 ? LAST_TRIES : TRIES;
        if (bound.getValue() instanceof Limit.Silence(int before) && before < tries) {
            return OptionalInt.of(size);
        }
        return size == works + 1 ? OptionalInt.empty() : OptionalInt.of(between(size));
    }

    private int between(int tooBig) {
        int offer = offered;
        offered = 0;
        if (offer > works && offer < tooBig) {
            return offer;
        }
        for (int common : COMMON_BYTES) {
            if (common > works && common < tooBig) {
                return common;
            }
        }
        return (works + tooBig) / 2;
    }

    void answered(int size) {
        works = Math.max(works, size);
        failed.headMap(works, true).clear();
    }

    void silent(int size) {
        if (works > 0 && size > works) {
            failed.merge(
                    size,
                    new Limit.Silence(1),
                    (before, _) -> before instanceof Limit.Silence(int tries) ? new Limit.Silence(tries + 1) : before);
        }
    }

    /// @param mtuBytes what would fit; not believed where it is none that the packet exceeds
    void told(int size, int mtuBytes, @Nullable InetAddress by) {
        limit(size, mtuBytes, new Limit.Told(by));
    }

    void tooBigForInterface(int size, int mtuBytes) {
        limit(size, mtuBytes, new Limit.Interface());
    }

    private void limit(int size, int mtuBytes, Limit limit) {
        if (size <= works) {
            return; // it got through before
        }
        if (mtuBytes >= smallest && mtuBytes < size && mtuBytes >= works) {
            failed.put(mtuBytes + 1, limit);
            offered = mtuBytes;
        } else { // an old router says 0
            failed.put(size, limit);
        }
    }

    /// The largest that got through; 0: the target did not answer at all.
    int works() {
        return works;
    }

    /// Why no more; null where the largest asked for got through.
    @Nullable
    Limit limit() {
        var bound = bound();
        return bound == null ? null : bound.getValue();
    }

    private Map.@Nullable Entry<Integer, Limit> bound() {
        return failed.higherEntry(works);
    }
}
