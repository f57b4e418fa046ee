package io.waddleperf.escalation;

import io.waddleperf.contracts.Result;
import io.waddleperf.policy.SlotLedger;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of one series: the last ids, so that no result counts twice, the loss of its last
/// packets, the minute that is being counted, and which slots have had their ending.
///
/// Kept in a binary form: state is written for every result, and JSON would be the largest part of
/// that work.
final class SeriesState {
    static final int REMEMBERED = 8;

    /// The form of before, 17 bytes of which nobody reads any more in front of the ids.
    private static final int FIRST_FORM_BYTES = 17 + REMEMBERED * 16;

    private static final byte FORM = 2;

    /// Of each id two longs, newest first.
    private final long[] ids;

    private final RecentLoss loss;
    private @Nullable OpenWindow minute;
    private @Nullable SlotLedger ledger;

    private SeriesState(long[] ids, RecentLoss loss, @Nullable OpenWindow minute, @Nullable SlotLedger ledger) {
        this.ids = ids;
        this.loss = loss;
        this.minute = minute;
        this.ledger = ledger;
    }

    static SeriesState blank() {
        return new SeriesState(new long[REMEMBERED * 2], new RecentLoss(), null, null);
    }

    boolean knows(UUID id) {
        for (int i = 0; i < ids.length; i += 2) {
            if (ids[i] == id.getMostSignificantBits() && ids[i + 1] == id.getLeastSignificantBits()) {
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
        remember(result.id());
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

    /// Null where the series is not tested by a schedule.
    @Nullable
    SlotLedger ledger() {
        return ledger;
    }

    void keep(@Nullable SlotLedger next) {
        ledger = next;
    }

    private void remember(UUID id) {
        System.arraycopy(ids, 0, ids, 2, ids.length - 2);
        ids[0] = id.getMostSignificantBits();
        ids[1] = id.getLeastSignificantBits();
    }

    byte[] bytes() {
        int size = 1 + ids.length * Long.BYTES + loss.bytes() + 2 + 2 * Long.BYTES;
        size += minute == null ? 0 : minute.bytes();
        var buffer = ByteBuffer.allocate(size).put(FORM);
        for (long half : ids) {
            buffer.putLong(half);
        }
        loss.write(buffer);
        buffer.put((byte) (minute == null ? 0 : 1));
        if (minute != null) {
            minute.write(buffer);
        }
        buffer.put((byte) (ledger == null ? 0 : 1));
        buffer.putLong(ledger == null ? 0 : ledger.judged()).putLong(ledger == null ? 0 : ledger.bits());
        return buffer.array();
    }

    static SeriesState of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return blank();
        }
        var buffer = ByteBuffer.wrap(bytes);
        boolean firstForm = bytes.length == FIRST_FORM_BYTES && bytes[0] != FORM;
        buffer.position(firstForm ? 17 : 1);
        var ids = new long[REMEMBERED * 2];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = buffer.getLong();
        }
        if (firstForm) {
            return new SeriesState(ids, new RecentLoss(), null, null);
        }
        var loss = RecentLoss.read(buffer);
        var minute = buffer.get() == 0 ? null : OpenWindow.read(buffer);
        boolean scheduled = buffer.get() == 1;
        var ledger = new SlotLedger(buffer.getLong(), buffer.getLong());
        return new SeriesState(ids, loss, minute, scheduled ? ledger : null);
    }
}
