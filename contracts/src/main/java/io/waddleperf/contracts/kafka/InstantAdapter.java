package io.waddleperf.contracts.kafka;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// `2026-11-23T02:42:33.123456Z` without the JDK's formatter, whose parsing alone would cost as
/// much as the rest of a result. Calendar arithmetic after H. Hinnant, "chrono-compatible
/// low-level date algorithms".
final class InstantAdapter implements JsonAdapter<Instant> {
    /// Of the months; the JDK knows the leap years.
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private static final byte[] LAYOUT = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.ISO_8859_1);
    static final int LENGTH = LAYOUT.length;
    private static final long DAY_SECONDS = 86_400;
    private static final int ERA_DAYS = 146_097; // 400 years
    private static final int EPOCH_OFFSET_DAYS = 719_468; // 0000-03-01 to 1970-01-01
    private static final Instant FIRST = Instant.parse("0000-03-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    @Override
    public void toJson(JsonWriter writer, Instant value) {
        writer.value(format(value));
    }

    @Override
    public Instant fromJson(JsonReader reader) {
        return parse(reader.readString());
    }

    static String format(Instant value) {
        if (value.isBefore(FIRST) || value.isAfter(LAST)) {
            return value.toString();
        }
        long seconds = value.getEpochSecond();
        int ofDay = (int) Math.floorMod(seconds, DAY_SECONDS);
        long shifted = Math.floorDiv(seconds, DAY_SECONDS) + EPOCH_OFFSET_DAYS;
        int era = (int) Math.floorDiv(shifted, (long) ERA_DAYS);
        int dayOfEra = (int) (shifted - (long) era * ERA_DAYS);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);

        byte[] text = LAYOUT.clone();
        digits(text, 0, 4, year);
        digits(text, 5, 2, month);
        digits(text, 8, 2, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
        digits(text, 11, 2, ofDay / 3600);
        digits(text, 14, 2, ofDay / 60 % 60);
        digits(text, 17, 2, ofDay % 60);
        digits(text, 20, 6, value.getNano() / 1000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int from, int count, int value) {
        int rest = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    static Instant parse(String text) {
        Instant instant = text.length() == LENGTH ? parse(text.getBytes(StandardCharsets.ISO_8859_1), 0) : null;
        return instant == null ? Instant.parse(text) : instant;
    }

    /// Of the bytes that begin there, as many as a text of six decimals has.
    ///
    /// @return null where it is rare or wrong: the JDK says which
    static @Nullable Instant parse(byte[] text, int from) {
        if (!fixedLayout(text, from)) {
            return null;
        }
        int year = number(text, from, 4);
        int month = number(text, from + 5, 2);
        int day = number(text, from + 8, 2);
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1] || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        int shiftedYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shiftedYear, 400);
        int yearOfEra = shiftedYear - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        long days = (long) era * ERA_DAYS + dayOfEra - EPOCH_OFFSET_DAYS;
        long seconds = days * DAY_SECONDS + hour * 3600L + minute * 60L + second;
        return Instant.ofEpochSecond(seconds, number(text, from + 20, 6) * 1000L);
    }

    private static boolean fixedLayout(byte[] text, int from) {
        for (int i = 0; i < LENGTH; i++) {
            byte expected = LAYOUT[i];
            byte c = text[from + i];
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
