package io.waddleperf.cli.letters;

import java.util.Optional;

/// JSON over several lines: every character of strings and numbers stays as it was.
final class JsonLayout {
    private static final String INDENT = "  ";
    private static final int DEEPEST = 200;

    private final String json;
    private final StringBuilder laidOut = new StringBuilder();
    private int depth;

    private JsonLayout(String json) {
        this.json = json;
    }

    /// @param json that a parser has taken
    /// @return empty where its brackets do not match after all, or something follows
    static Optional<String> of(String json) {
        var layout = new JsonLayout(json);
        return layout.write() ? Optional.of(layout.laidOut.toString()) : Optional.empty();
    }

    private boolean write() {
        boolean ended = false;
        for (int at = 0; at < json.length(); at++) {
            char character = json.charAt(at);
            if (Character.isWhitespace(character)) {
                continue;
            }
            if (ended) {
                return false;
            }
            if (character == '"') {
                int end = endOfString(at);
                laidOut.append(json, at, end);
                at = end - 1;
            } else if (!structure(character, at)) {
                return false;
            }
            ended = depth == 0 && "\"}]".indexOf(character) >= 0;
        }
        return depth == 0;
    }

    private boolean structure(char character, int at) {
        switch (character) {
            case '{', '[' -> open(character, at);
            case '}', ']' -> close(character);
            case ',' -> newLine(laidOut.append(character));
            case ':' -> laidOut.append(": ");
            default -> laidOut.append(character);
        }
        return depth >= 0 && depth <= DEEPEST;
    }

    private void open(char character, int at) {
        laidOut.append(character);
        depth++;
        if (depth <= DEEPEST && !isEmpty(at)) {
            newLine(laidOut);
        }
    }

    private void close(char character) {
        depth--;
        char last = laidOut.isEmpty() ? ' ' : laidOut.charAt(laidOut.length() - 1);
        if (depth >= 0 && last != '{' && last != '[') {
            newLine(laidOut);
        }
        laidOut.append(character);
    }

    private boolean isEmpty(int open) {
        int next = open + 1;
        while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
            next++;
        }
        return next < json.length() && "}]".indexOf(json.charAt(next)) >= 0;
    }

    private void newLine(StringBuilder text) {
        text.append('\n').repeat(INDENT, Math.max(0, depth));
    }

    /// Behind the closing quote.
    private int endOfString(int open) {
        int at = open + 1;
        while (at < json.length() && json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(json.length(), at + 1);
    }
}
