package io.waddleperf.standalone.authority;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The few forms of DER (ITU-T X.690) that a certificate is made of.
final class Der {
    private static final int LONG_FORM = 0x80;
    /// The form of times that RFC 5280 asks for until 2049.
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(0x31, parts);
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] yes() {
        return tagged(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] text(String text) {
        return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant time) {
        return tagged(0x17, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] octets(byte[] bytes) {
        return tagged(0x04, bytes);
    }

    /// @param unused how many of the last bits do not count
    static byte[] bits(int unused, byte[] bytes) {
        return tagged(0x03, new byte[] {(byte) unused}, bytes);
    }

    /// A value that bears its own tag inside the number's.
    static byte[] explicit(int number, byte[] value) {
        return tagged(0xa0 + number, value);
    }

    /// A value whose tag is the number.
    static byte[] implicit(int number, byte[] value) {
        return tagged(0x80 + number, value);
    }

    /// @param dotted such as `2.5.29.17`
    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        var bytes = new ByteArrayOutputStream();
        bytes.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            base128(bytes, Integer.parseInt(arcs[i]));
        }
        return tagged(0x06, bytes.toByteArray());
    }

    private static void base128(ByteArrayOutputStream bytes, int value) {
        for (int shift = 28; shift > 0; shift -= 7) {
            if ((value >> shift) > 0) {
                bytes.write(LONG_FORM | ((value >> shift) & 0x7f));
            }
        }
        bytes.write(value & 0x7f);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var bytes = new ByteArrayOutputStream();
        bytes.write(tag);
        length(bytes, content.size());
        bytes.writeBytes(content.toByteArray());
        return bytes.toByteArray();
    }

    private static void length(ByteArrayOutputStream bytes, int length) {
        if (length >= LONG_FORM) {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int from = digits[0] == 0 ? 1 : 0; // the sign's byte does not count
            bytes.write(LONG_FORM | (digits.length - from));
            bytes.write(digits, from, digits.length - from);
        } else {
            bytes.write(length);
        }
    }
}
