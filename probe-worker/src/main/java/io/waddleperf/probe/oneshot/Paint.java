package io.waddleperf.probe.oneshot;

/// Colours of a terminal (ECMA-48, SGR), or none.
enum Paint {
    COLOURS,
    NONE;

    String good(String text) {
        return in("32", text);
    }

    String bad(String text) {
        return in("31;1", text);
    }

    String strong(String text) {
        return in("1", text);
    }

    String faint(String text) {
        return in("2", text);
    }

    String picture(String text) {
        return in("36", text);
    }

    private String in(String code, String text) {
        return this == NONE || text.isEmpty() ? text : "\u001b[" + code + 'm' + text + "\u001b[0m";
    }

    /// What others wrote, in one line and without control characters: it must not steer a terminal.
    static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .map(one -> switch (Character.getType(one)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> '?';
                    default -> one;
                })
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
