package io.waddleperf.api.series;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the sketches of roll-ups: DDSketches (Masson et al., VLDB 2019) in DataDog's protobuf form, `DDSketch.proto`
/// of its library, which writes it by itself but needs protobuf's runtime of 2020 to read it.
public final class SketchForm {
    /// Of the roll-ups; sketches of another one do not add up with them.
    private static final double ACCURACY = 0.01;

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;
    private static final int FOUR_BYTES = 5;

    /// How a value finds its bin, as it stands at the beginning of each of our sketches.
    private static final ByteBuffer MAPPING = mapping(empty().serialize().order(ByteOrder.LITTLE_ENDIAN));

    /// A microsecond has index 0, a year 1,558; the store has a place for each between the least and the largest.
    private static final int FARTHEST_BIN = 10_000;

    /// Far below a nanosecond: so is a 0, wherever its writer put it.
    private static final int LEAST_BIN = -1_000;

    private SketchForm() {}

    public static DDSketch empty() {
        return DDSketches.unboundedDense(ACCURACY);
    }

    /// Adds what a sketch has counted.
    ///
    /// @throws IllegalArgumentException where the bytes are none of our accuracy; `to` is of no use then
    public static void merge(ByteBuffer bytes, DDSketch to) {
        try {
            var from = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
            while (from.hasRemaining()) {
                long tag = varint(from);
                switch ((int) (tag >>> 3)) {
                    case 1 -> {
                        if (!message(from, tag).equals(MAPPING)) {
                            throw new IllegalArgumentException("a sketch of another accuracy");
                        }
                    }
                    case 2 -> bins(message(from, tag), to);
                    case 4 -> zeros(from, tag, to);
                    default -> skip(from, tag); // what is below zero is no time
                }
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a sketch ends too early", e);
        }
    }

    private static void zeros(ByteBuffer from, long tag, DDSketch to) {
        if ((tag & 7) != EIGHT_BYTES) {
            throw new IllegalArgumentException("the zeros of a sketch have type " + (tag & 7));
        }
        double count = from.getDouble();
        if (count > 0) {
            to.getPositiveValueStore().add(LEAST_BIN, count);
        }
    }

    /// A run of counts and the index of its first; single ones, the other form of a store, come from nobody here.
    private static void bins(ByteBuffer store, DDSketch to) {
        ByteBuffer counts = ByteBuffer.allocate(0);
        int first = 0;
        while (store.hasRemaining()) {
            long tag = varint(store);
            switch ((int) (tag >>> 3)) {
                case 1 -> throw new IllegalArgumentException("a sketch of single bins");
                case 2 -> counts = message(store, tag);
                case 3 -> {
                    int zigzag = (int) varint(store);
                    first = (zigzag >>> 1) ^ -(zigzag & 1);
                }
                default -> skip(store, tag);
            }
        }
        if (first > FARTHEST_BIN || first + counts.remaining() / Double.BYTES > FARTHEST_BIN) {
            throw new IllegalArgumentException("a sketch with bins from " + first + " on");
        }
        for (int bin = first; counts.hasRemaining(); bin++) {
            double count = counts.getDouble();
            if (count > 0) {
                to.getPositiveValueStore().add(Math.max(bin, LEAST_BIN), count);
            }
        }
    }

    private static ByteBuffer mapping(ByteBuffer sketch) {
        return message(sketch, varint(sketch));
    }

    private static ByteBuffer message(ByteBuffer from, long tag) {
        if ((tag & 7) != LENGTH) {
            throw new IllegalArgumentException("field " + (tag >>> 3) + " of a sketch has type " + (tag & 7));
        }
        int length = (int) Math.min(varint(from), Integer.MAX_VALUE);
        if (length < 0 || length > from.remaining()) {
            throw new IllegalArgumentException("a field of a sketch has " + length + " bytes");
        }
        var inner = from.slice(from.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        from.position(from.position() + length);
        return inner;
    }

    private static void skip(ByteBuffer from, long tag) {
        switch ((int) (tag & 7)) {
            case VARINT -> varint(from);
            case EIGHT_BYTES -> from.getLong();
            case LENGTH -> message(from, tag);
            case FOUR_BYTES -> from.getInt();
            default -> throw new IllegalArgumentException("a field of a sketch has type " + (tag & 7));
        }
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = from.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of a sketch does not end");
    }
}
