package io.waddleperf.contracts.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Constants by the bytes of their names, so that no text is made only to be looked up.
final class WireWords<E> {
    private final byte[][] names;
    private final E[] constants;

    /// Of constants, each of which has an own name: -1 where a place is free.
    private final int[] places;

    /// @param constants all of a kind
    WireWords(E[] constants, Function<E, String> name) {
        this.constants = constants.clone();
        names = Arrays.stream(constants)
                .map(each -> name.apply(each).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        places = new int[Integer.highestOneBit(constants.length) << 2]; // at most half of them taken
        Arrays.fill(places, -1);
        for (int i = 0; i < names.length; i++) {
            int place = hash(names[i], 0, names[i].length);
            while (places[place] >= 0) {
                place = next(place);
            }
            places[place] = i;
        }
    }

    /// Null where no constant has this name.
    @Nullable
    E find(byte[] text, int from, int to) {
        for (int place = hash(text, from, to); places[place] >= 0; place = next(place)) {
            byte[] name = names[places[place]];
            if (Arrays.equals(name, 0, name.length, text, from, to)) {
                return constants[places[place]];
            }
        }
        return null;
    }

    private int hash(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        return (hash ^ hash >>> 16) & (places.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (places.length - 1);
    }
}
