package io.waddleperf.probe.stamp;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Breaks packets a little: bits, bytes, fields of extreme values, lengths. One in four stays whole.
public final class Mutations {
    private static final byte[] EXTREMES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF};

    private Mutations() {}

    public static byte[] of(byte[] valid, RandomGenerator random) {
        byte[] bytes = valid.clone();
        for (int times = random.nextInt(4); times > 0 && bytes.length > 0; times--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, RandomGenerator random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> { // a field
                int end = Math.min(bytes.length, at + (1 << random.nextInt(4)));
                Arrays.fill(bytes, at, end, EXTREMES[random.nextInt(EXTREMES.length)]);
            }
            case 3 -> { // cut off
                return Arrays.copyOf(bytes, random.nextInt(4) == 0 ? at : bytes.length);
            }
            default -> { // something behind it
                return Arrays.copyOf(bytes, bytes.length + random.nextInt(64));
            }
        }
        return bytes;
    }
}
