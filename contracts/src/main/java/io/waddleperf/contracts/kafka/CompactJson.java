package io.waddleperf.contracts.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A cursor over JSON as [WireCodec] writes it: compact, its fields in their order, numbers without
/// exponents, texts of ASCII without escapes.
///
/// What is written in another way is no fault, only not for this reader: each method that meets it
/// throws [Otherwise], or an exception of an index behind the end.
final class CompactJson {
    /// Without a stack: it says no more than its type.
    static final class Otherwise extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Otherwise() {
            super("written otherwise", null, false, false);
        }
    }

    private static final byte[] TRUE = literal("true");
    private static final byte[] FALSE = literal("false");
    private static final int UUID_LENGTH = 36;
    private static final int MOST_DIGITS = 15;
    private static final byte[] HEX_VALUES = hexValues();
    private static final double[] POWERS_OF_TEN = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final byte[] json;
    private int at;

    CompactJson(byte[] json) {
        this.json = json;
    }

    static byte[] literal(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Goes behind a literal that must stand here.
    CompactJson after(byte[] literal) {
        if (!passes(literal)) {
            throw new Otherwise();
        }
        return this;
    }

    /// Goes behind a literal where it stands here.
    boolean passes(byte[] literal) {
        int end = at + literal.length;
        if (end > json.length || !Arrays.equals(json, at, end, literal, 0, literal.length)) {
            return false;
        }
        at = end;
        return true;
    }

    boolean ended() {
        return at == json.length;
    }

    String text() {
        int from = at + 1;
        int to = endOfText();
        return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /// The constant of that name; null where there is none of it.
    <E> @Nullable E word(WireWords<E> words) {
        int from = at + 1;
        return words.find(json, from, endOfText());
    }

    /// Goes behind the text that begins here.
    ///
    /// @return the place of its last quote
    private int endOfText() {
        if (json[at] != '"') {
            throw new Otherwise();
        }
        int end = at + 1;
        for (byte c = json[end]; c != '"'; c = json[++end]) {
            if (c < ' ' || c == '\\') { // a byte above 0x7f is negative
                throw new Otherwise();
            }
        }
        at = end + 1;
        return end;
    }

    /// Goes behind a text of so many bytes.
    ///
    /// @return the place of its first byte
    private int quoted(int length) {
        int from = at + 1;
        int end = from + length;
        if (json[at] != '"' || json[end] != '"') {
            throw new Otherwise();
        }
        at = end + 1;
        return from;
    }

    UUID uuid() {
        int from = quoted(UUID_LENGTH);
        if (json[from + 8] != '-' || json[from + 13] != '-' || json[from + 18] != '-' || json[from + 23] != '-') {
            throw new Otherwise();
        }
        long high = hex(from, 8) << 32 | hex(from + 9, 4) << 16 | hex(from + 14, 4);
        long low = hex(from + 19, 4) << 48 | hex(from + 24, 12);
        return new UUID(high, low);
    }

    private long hex(int from, int digits) {
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = HEX_VALUES[json[i]];
            if (digit < 0) {
                throw new Otherwise();
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static byte[] hexValues() {
        var values = new byte[Byte.MAX_VALUE + 1];
        Arrays.fill(values, (byte) -1);
        for (byte digit = 0; digit < 16; digit++) {
            values[Character.forDigit(digit, 16)] = digit;
        }
        return values;
    }

    Instant instant() {
        Instant instant = InstantAdapter.parse(json, quoted(InstantAdapter.LENGTH));
        if (instant == null) {
            throw new Otherwise();
        }
        return instant;
    }

    boolean truth() {
        if (passes(TRUE)) {
            return true;
        }
        after(FALSE);
        return false;
    }

    long whole() {
        boolean negative = sign();
        int from = at;
        long value = digits(0);
        requireDigits(from, at);
        return negative ? -value : value;
    }

    /// Exact as [Double#parseDouble]: both numbers of the quotient are, so IEEE 754 rounds only once.
    double number() {
        boolean negative = sign();
        int from = at;
        long value = digits(0);
        requireDigits(from, at);
        int decimals = 0;
        if (json[at] == '.') {
            int point = at++;
            value = digits(value);
            decimals = at - point - 1;
            if (decimals == 0 || at - from - 1 > MOST_DIGITS) {
                throw new Otherwise();
            }
        }
        double number = value / POWERS_OF_TEN[decimals];
        return negative ? -number : number;
    }

    private boolean sign() {
        boolean negative = json[at] == '-';
        at += negative ? 1 : 0;
        return negative;
    }

    private long digits(long before) {
        long value = before;
        for (int digit = json[at] - '0'; digit >= 0 && digit <= 9; digit = json[++at] - '0') {
            value = value * 10 + digit; // more than MOST_DIGITS of them are refused afterwards
        }
        return value;
    }

    private void requireDigits(int from, int to) {
        if (to == from || to - from > MOST_DIGITS || (json[from] == '0' && to - from > 1)) {
            throw new Otherwise();
        }
    }

    /// Goes behind the object that begins here.
    byte[] object() {
        int from = at;
        int depth = 0;
        boolean quoted = false;
        do {
            byte c = json[at++];
            if (quoted) {
                at += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else {
                quoted = c == '"';
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
        } while (depth > 0 || quoted);
        return Arrays.copyOfRange(json, from, at);
    }
}
