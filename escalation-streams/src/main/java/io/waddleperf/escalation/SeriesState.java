package io.waddleperf.escalation;

import io.waddleperf.contracts.Result;
import io.waddleperf.policy.SlotLedger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of one series: the last ids, so that no result counts twice, the loss of its last
/// packets, the minute and the hour that are being counted, and which slots have had their ending.
///
/// Kept in a binary form: state is written for every result, and JSON would be the largest part of
/// that work.
final class SeriesState {
    static final int REMEMBERED = 16;

    private static final byte FORM = 3;

    /// The form of before: 8 ids in full, and no hour.
    private static final byte SECOND_FORM = 2;

    private static final int IDS_IN_SECOND_FORM = 8;

    /// The first half of each id, newest first: ids are hashes ([io.waddleperf.contracts.Ids]).
    private final long[] ids;

    private final RecentLoss loss;
    private @Nullable OpenWindow minute;
    private @Nullable OpenHour hour;
    private @Nullable SlotLedger ledger;

    private SeriesState(long[] ids, RecentLoss loss) {
        this.ids = ids;
        this.loss = loss;
    }

    static SeriesState blank() {
        return new SeriesState(new long[REMEMBERED], new RecentLoss());
    }

    boolean knows(UUID id) {
        for (long half : ids) {
            if (half == id.getMostSignificantBits()) {
                return true;
            }
        }
        return false;
    }

    RecentLoss loss() {
        return loss;
    }

    /// @return the window that this result ended, null where it falls into the one that is open
    ///
    /// @param trusted whether its packets count for the loss of the last 100
    @Nullable
    OpenWindow add(Result result, long windowStartUs, boolean trusted) {
        System.arraycopy(ids, 0, ids, 1, ids.length - 1);
        ids[0] = result.id().getMostSignificantBits();
        if (trusted) {
            loss.add(result);
        }
        OpenWindow ended = minute != null && !minute.takes(windowStartUs, result.tier()) ? minute : null;
        if (minute == null || ended != null) {
            minute = new OpenWindow(windowStartUs, result.id(), result.tier());
        }
        minute.add(result);
        return ended;
    }

    /// Where the open window begins, -1 where none is open.
    long openMinuteUs() {
        return minute == null ? -1 : minute.startUs();
    }

    /// Ends the open window, which nothing more will come to.
    @Nullable
    OpenWindow endMinute() {
        OpenWindow ended = minute;
        minute = null;
        return ended;
    }

    /// Adds a minute that is over to its hour.
    ///
    /// @param series its number
    /// @param last   whether nothing more is on its way for now
    /// @return the hours to tell
    List<OpenWindow> addToHour(OpenWindow ended, long series, boolean last) {
        var toTell = new ArrayList<OpenWindow>(2);
        OpenHour taking = hour;
        if (taking == null || !taking.takes(ended)) {
            if (taking != null && taking.untold()) {
                toTell.add(taking.window());
            }
            taking = OpenHour.begin(ended, series);
        }
        taking.window().add(ended);
        if (last || taking.due(ended)) {
            taking = taking.told(ended);
            toTell.add(taking.window());
        }
        hour = taking;
        return toTell;
    }

    /// Null where the series is not tested by a schedule.
    @Nullable
    SlotLedger ledger() {
        return ledger;
    }

    void keep(@Nullable SlotLedger next) {
        ledger = next;
    }

    byte[] bytes() {
        int size = 1 + ids.length * Long.BYTES + loss.bytes() + 3 + 2 * Long.BYTES;
        size += minute == null ? 0 : minute.bytes();
        size += hour == null ? 0 : hour.bytes();
        var buffer = ByteBuffer.allocate(size).put(FORM);
        for (long id : ids) {
            buffer.putLong(id);
        }
        loss.write(buffer);
        buffer.put((byte) (minute == null ? 0 : 1));
        if (minute != null) {
            minute.write(buffer);
        }
        buffer.put((byte) (hour == null ? 0 : 1));
        if (hour != null) {
            hour.write(buffer);
        }
        buffer.put((byte) (ledger == null ? 0 : 1));
        buffer.putLong(ledger == null ? 0 : ledger.judged()).putLong(ledger == null ? 0 : ledger.bits());
        return buffer.array();
    }

    /// @param bytes null where nothing is known; of an unknown form as well
    static SeriesState of(byte @Nullable [] bytes) {
        if (bytes == null || (bytes[0] != FORM && bytes[0] != SECOND_FORM)) {
            return blank();
        }
        var buffer = ByteBuffer.wrap(bytes);
        boolean second = buffer.get() == SECOND_FORM;
        var ids = new long[REMEMBERED];
        for (int i = 0; i < (second ? IDS_IN_SECOND_FORM : REMEMBERED); i++) {
            ids[i] = buffer.getLong();
            buffer.position(buffer.position() + (second ? Long.BYTES : 0));
        }
        var state = new SeriesState(ids, RecentLoss.read(buffer));
        state.minute = buffer.get() == 0 ? null : OpenWindow.read(buffer);
        state.hour = second || buffer.get() == 0 ? null : OpenHour.read(buffer);
        boolean scheduled = buffer.get() == 1;
        state.ledger = scheduled ? new SlotLedger(buffer.getLong(), buffer.getLong()) : null;
        return state;
    }
}
