package io.waddleperf.probe.fuzz;

import io.waddleperf.probe.stamp.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// Text as protocols of lines have it: parts that are put together by chance.
public final class Texts {
    private Texts() {}

    public static <T> T one(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// The usual one mostly, else one of the odd ones.
    public static String mostly(String usual, List<String> odd, RandomGenerator random) {
        return random.nextInt(4) > 0 ? usual : one(odd, random);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Half of them stay whole.
    public static byte[] broken(byte[] valid, RandomGenerator random) {
        return random.nextBoolean() ? valid : Mutations.of(valid, random);
    }
}
