package io.waddleperf.probe.spool;

import io.waddleperf.contracts.Result;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What is thrown out of the spool, and how much it was: results of tier 1, which come again and again. What deeper
/// tests found stays, as long as there is room for it, or it is the smaller part.
final class Shedding {
    private static final Logger LOG = Logger.getLogger(Shedding.class.getName());
    private static final int ROUTINE_TIER = 1;

    private final SpoolSettings settings;
    private long shed;
    private int inLast;

    Shedding(SpoolSettings settings) {
        this.settings = settings;
    }

    boolean can() {
        return settings.unsentAge() != null;
    }

    /// Whether the oldest segment has to give way.
    boolean wanted(Segment oldest, long unsentBytes, Instant now) {
        var age = settings.unsentAge();
        return age != null
                && (unsentBytes > settings.limitBytes()
                        || oldest.lastAppendedAt().isBefore(now.minus(age)));
    }

    /// Counts the others as thrown out.
    List<SpoolRecord> worthKeeping(Segment segment, long unsentBytes) throws IOException {
        var worthy = new ArrayList<SpoolRecord>();
        inLast = 0;
        segment.scan(record -> {
            inLast++;
            if (!routine(record)) {
                worthy.add(record);
            }
        });
        if (unsentBytes > settings.limitBytes() && 2 * worthy.size() > inLast) {
            worthy.clear(); // else there would hardly be more room
        }
        shed += inLast - worthy.size();
        LOG.warning(() -> "Kafka has been away for long: " + (inLast - worthy.size()) + " results from before "
                + segment.lastAppendedAt() + " were thrown out, " + shed + " since the start");
        return worthy;
    }

    /// Records of the segment that [#worthKeeping] looked through last.
    int inLast() {
        return inLast;
    }

    private static boolean routine(SpoolRecord record) {
        try {
            return WireCodec.read(Result.class, record.json().bytes()).tier() == ROUTINE_TIER;
        } catch (WireFormatException _) {
            return true; // nobody could read it at the other end either
        }
    }

    /// Since the start; null where there was none.
    @Nullable
    Long shed() {
        return shed == 0 ? null : shed;
    }
}
