package io.waddleperf.escalation;

import io.waddleperf.contracts.Result;
import io.waddleperf.policy.RecentLoss;
import io.waddleperf.policy.SlotLedger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of one series: the last ids, so that no result counts twice, the loss of its last
/// packets, the minute and the hour that are being counted, and which slots have had their ending.
///
/// Kept in a binary form with short numbers (Kafka's varints): state is written for every result, to the
/// store and to its changelog, and its size is most of that work.
final class SeriesState {
    static final int REMEMBERED = 16;

    private static final byte FORM = 5;

    /// The oldest that is read: all numbers at their full width. It and the next one have the hour in them.
    private static final byte WIDE_FORM = 3;

    private static final byte[] NOTHING = {};

    /// Of an id its first 48 bits are kept: it is a hash ([io.waddleperf.contracts.Ids]), and at 10,000 results
    /// a second two of the same series would be taken for one in some 50 years.
    private static final int ID_BYTES = 6;

    private static final int ID_SHIFT = Long.SIZE - 8 * ID_BYTES;

    /// Newest first.
    private final long[] ids;

    private final RecentLoss loss;
    private @Nullable OpenWindow minute;
    private @Nullable OpenHour hour;
    private boolean hourChanged;
    private @Nullable SlotLedger ledger;

    private SeriesState(long[] ids, RecentLoss loss) {
        this.ids = ids;
        this.loss = loss;
    }

    static SeriesState blank() {
        return new SeriesState(new long[REMEMBERED], new RecentLoss());
    }

    boolean knows(UUID id) {
        for (long known : ids) {
            if (known == kept(id)) {
                return true;
            }
        }
        return false;
    }

    private static long kept(UUID id) {
        return id.getMostSignificantBits() >>> ID_SHIFT;
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
        ids[0] = kept(result.id());
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
        hourChanged = true;
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

    /// All but the hour.
    byte[] bytes() {
        int most = 1 + ids.length * ID_BYTES + loss.bytes() + 2 + 2 * Long.BYTES;
        most += minute == null ? 0 : minute.mostBytes();
        var buffer = ByteBuffer.allocate(most).put(FORM);
        for (long id : ids) {
            buffer.putShort((short) (id >>> Integer.SIZE)).putInt((int) id);
        }
        loss.write(buffer);
        buffer.put((byte) (minute == null ? 0 : 1));
        if (minute != null) {
            minute.write(buffer);
        }
        buffer.put((byte) (ledger == null ? 0 : 1));
        if (ledger != null) {
            buffer.putLong(ledger.judged()).putLong(ledger.bits());
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /// The hour, empty where it is as it was when this was asked last.
    byte[] takeChangedHour() {
        OpenHour changed = hour;
        if (changed == null || !hourChanged) {
            return NOTHING;
        }
        hourChanged = false;
        var buffer = ByteBuffer.allocate(1 + changed.mostBytes()).put(FORM);
        changed.write(buffer);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /// @param bytes     null where nothing is known; of an unknown form as well
    /// @param hourBytes as of [#takeChangedHour], null where there never was an hour
    static SeriesState of(byte @Nullable [] bytes, byte @Nullable [] hourBytes) {
        if (bytes == null || bytes[0] < WIDE_FORM || bytes[0] > FORM) {
            return blank();
        }
        var buffer = ByteBuffer.wrap(bytes);
        byte form = buffer.get();
        boolean wide = form == WIDE_FORM;
        var ids = new long[REMEMBERED];
        for (int i = 0; i < REMEMBERED; i++) {
            ids[i] = wide
                    ? buffer.getLong() >>> ID_SHIFT
                    : Short.toUnsignedLong(buffer.getShort()) << Integer.SIZE | Integer.toUnsignedLong(buffer.getInt());
        }
        var state = new SeriesState(ids, RecentLoss.read(buffer));
        state.minute = buffer.get() == 0 ? null : OpenWindow.read(buffer, wide);
        if (form == FORM) {
            state.hour = hourBytes == null || hourBytes[0] != FORM ? null : OpenHour.read(afterForm(hourBytes), false);
        } else {
            state.hour = buffer.get() == 0 ? null : OpenHour.read(buffer, wide);
            state.hourChanged = true;
        }
        boolean scheduled = buffer.get() == 1;
        state.ledger = scheduled ? new SlotLedger(buffer.getLong(), buffer.getLong()) : null;
        return state;
    }

    private static ByteBuffer afterForm(byte[] bytes) {
        return ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    }
}
