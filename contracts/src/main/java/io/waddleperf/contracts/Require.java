package io.waddleperf.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Checks in compact constructors: the message says which field, its value and what is allowed.
public final class Require {
    static final int LONGEST_NAME = 128;

    /// What [#name] takes, as a regular expression.
    static final String NAME = "[A-Za-z0-9_:\\[][A-Za-z0-9._:/@?=&%+~,;\\[\\]-]*";

    private static final BitSet STARTS_NAME = characters("_:[");
    private static final BitSet IN_NAME = characters("._:/@?=&%+~,;[]-");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Require() {}

    public static void that(boolean holds, String field, @Nullable Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(field + " " + allowed + ", not " + value);
        }
    }

    /// For fields that only a broken record leaves out.
    public static void present(String field, @Nullable Object value) {
        that(value != null, field, value, "must be there");
    }

    /// Times travel with six decimals; ids and keys made from them must not depend on more.
    public static Instant micros(String field, @Nullable Instant value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " must be there");
        }
        that(
                !value.isBefore(Instant.EPOCH) && value.isBefore(LATEST),
                field,
                value,
                "must be of the years 1970 to 9999");
        return value.truncatedTo(ChronoUnit.MICROS);
    }

    public static void range(String field, long value, long least, long most) {
        if (value < least || value > most) { // no text is made for nothing
            that(false, field, value, "must be " + least + " to " + most);
        }
    }

    /// Names of probes, targets, checks and schedules: they stand in keys, URLs and labels.
    public static void name(String field, @Nullable String value) {
        if (value == null || !isName(value)) {
            that(
                    false,
                    field,
                    '"' + value + '"',
                    "must be 1 to 128 letters, digits or characters of ._:/@?=&%+~,;[]-, starting with a"
                            + " letter, a digit, '_', ':' or '['");
        }
    }

    /// By hand: names are checked in every record that is read, and a regular expression would be a
    /// tenth of reading it.
    private static boolean isName(String value) {
        if (value.isEmpty() || value.length() > LONGEST_NAME || !STARTS_NAME.get(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            if (!IN_NAME.get(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// These, letters and digits of ASCII.
    private static BitSet characters(String more) {
        var set = new BitSet(128);
        set.set('a', 'z' + 1);
        set.set('A', 'Z' + 1);
        set.set('0', '9' + 1);
        more.chars().forEach(set::set);
        return set;
    }
}
