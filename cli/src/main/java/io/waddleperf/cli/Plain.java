package io.waddleperf.cli;

/// Text from outside as it may stand on a terminal: no escape sequence comes through.
public final class Plain {
    private Plain() {}

    /// In one line.
    public static String line(String text) {
        return escaped(text, "");
    }

    /// Line feeds and tabs stay.
    public static String lines(String text) {
        return escaped(text, "\n\t");
    }

    /// The start of a line, with an ellipsis where something is cut.
    public static String start(String text, int most) {
        String line = line(text);
        return line.length() <= most ? line : line.substring(0, most - 1) + '…';
    }

    /// Such as `1 check` and `2 checks`.
    public static String counted(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    private static String escaped(String text, String kept) {
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (kept.indexOf(character) < 0 && !shows(character)) {
                plain.append(String.format("\\u%04x", character));
            } else {
                plain.appendCodePoint(character);
            }
        });
        return plain.toString();
    }

    private static boolean shows(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
