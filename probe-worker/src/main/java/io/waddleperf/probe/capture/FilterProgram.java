package io.waddleperf.probe.capture;

import io.waddleperf.probe.nativenet.FilterInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes a program for the kernel's packet filter (classic BPF, linux/filter.h), with labels for jumps,
/// which lead forward only.
final class FilterProgram {
    /// Where the kernel keeps what is not in the packet.
    private static final int ANCILLARY = -0x1000;

    private static final int LOAD_WORD = 0x20;
    private static final int LOAD_HALF = 0x28;
    private static final int LOAD_BYTE = 0x30;
    private static final int LOAD_HALF_BEHIND_X = 0x48;
    private static final int LOAD_BYTE_BEHIND_X = 0x50;
    private static final int LOAD_NUMBER = 0x00;
    private static final int LOAD_X_IPV4_HEADER_BYTES = 0xb1;
    private static final int ADD = 0x04;
    private static final int ADD_X = 0x0c;
    private static final int SHIFT_LEFT = 0x64;
    private static final int SHIFT_RIGHT = 0x74;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_GREATER = 0x25;
    private static final int JUMP_IF_ANY_BIT = 0x45;
    private static final int JUMP = 0x05;
    private static final int X_TO_A = 0x87;
    private static final int RETURN = 0x06;
    private static final int RETURN_A = 0x16;

    /// What the kernel knows of a packet (`SKF_AD_…`).
    enum Known {
        PROTOCOL(0),
        PACKET_TYPE(4),
        HARDWARE_TYPE(28);

        private final int offset;

        Known(int offset) {
            this.offset = offset;
        }
    }

    /// An empty label is the next instruction.
    private record Line(int code, String yes, String no, int operand) {}

    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();

    FilterProgram label(String name) {
        labels.put(name, lines.size());
        return this;
    }

    FilterProgram load(Known known) {
        return add(LOAD_WORD, ANCILLARY + known.offset);
    }

    FilterProgram loadWord(int offset) {
        return add(LOAD_WORD, offset);
    }

    FilterProgram loadHalf(int offset) {
        return add(LOAD_HALF, offset);
    }

    FilterProgram loadByte(int offset) {
        return add(LOAD_BYTE, offset);
    }

    FilterProgram loadHalfBehindX(int offset) {
        return add(LOAD_HALF_BEHIND_X, offset);
    }

    FilterProgram loadByteBehindX(int offset) {
        return add(LOAD_BYTE_BEHIND_X, offset);
    }

    FilterProgram number(int value) {
        return add(LOAD_NUMBER, value);
    }

    /// X becomes four times the low half of the packet's first byte.
    FilterProgram xToIpv4HeaderBytes() {
        return add(LOAD_X_IPV4_HEADER_BYTES, 0);
    }

    FilterProgram plus(int value) {
        return add(ADD, value);
    }

    FilterProgram plusX() {
        return add(ADD_X, 0);
    }

    FilterProgram left(int bits) {
        return add(SHIFT_LEFT, bits);
    }

    FilterProgram right(int bits) {
        return add(SHIFT_RIGHT, bits);
    }

    FilterProgram copyX() {
        return add(X_TO_A, 0);
    }

    FilterProgram ifEqual(int value, String yes, String no) {
        return jump(JUMP_IF_EQUAL, value, yes, no);
    }

    FilterProgram ifGreater(int value, String yes, String no) {
        return jump(JUMP_IF_GREATER, value, yes, no);
    }

    FilterProgram ifAnyBit(int bits, String yes, String no) {
        return jump(JUMP_IF_ANY_BIT, bits, yes, no);
    }

    FilterProgram go(String label) {
        return jump(JUMP, 0, label, "");
    }

    /// Ends: so many bytes of the packet are wanted, 0 for none of it.
    FilterProgram take(int bytes) {
        return add(RETURN, bytes);
    }

    /// Ends: as many bytes as A says.
    FilterProgram take() {
        return add(RETURN_A, 0);
    }

    List<FilterInstruction> instructions() {
        var made = new ArrayList<FilterInstruction>();
        for (int at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            int yes = distance(at, line.yes());
            made.add(
                    line.code() == JUMP
                            ? new FilterInstruction(JUMP, 0, 0, yes)
                            : new FilterInstruction(line.code(), yes, distance(at, line.no()), line.operand()));
        }
        return made;
    }

    private FilterProgram add(int code, int operand) {
        return jump(code, operand, "", "");
    }

    private FilterProgram jump(int code, int operand, String yes, String no) {
        lines.add(new Line(code, yes, no, operand));
        return this;
    }

    private int distance(int at, String label) {
        if (label.isEmpty()) {
            return 0;
        }
        Integer to = labels.get(label);
        if (to == null || to <= at || to - at - 1 > 255) {
            throw new IllegalStateException("no jump from " + at + " to " + label + " at " + to);
        }
        return to - at - 1;
    }
}
