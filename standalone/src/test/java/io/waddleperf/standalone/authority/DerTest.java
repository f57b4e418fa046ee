package io.waddleperf.standalone.authority;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DerTest {
    @Test
    void writesLengthsAndNumbersAsDerWantsThem() {
        assertArrayEquals(HexFormat.of().parseHex("0603551d11"), Der.oid("2.5.29.17"));
        assertArrayEquals(HexFormat.of().parseHex("06082a8648ce3d040302"), Der.oid("1.2.840.10045.4.3.2"));
        assertArrayEquals(HexFormat.of().parseHex("020200ff"), Der.integer(BigInteger.valueOf(255)));
        assertArrayEquals(HexFormat.of().parseHex("048180"), head(Der.octets(new byte[128]), 3));
        assertArrayEquals(HexFormat.of().parseHex("0482012c"), head(Der.octets(new byte[300]), 4));
        assertArrayEquals(HexFormat.of().parseHex("047f"), head(Der.octets(new byte[127]), 2));
    }

    private static byte[] head(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
