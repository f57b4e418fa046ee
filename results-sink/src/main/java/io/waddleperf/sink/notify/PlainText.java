package io.waddleperf.sink.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Text from outside made harmless: one line, no control characters, a bounded length.
final class PlainText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private PlainText() {}

    /// Control characters, and those that turn the direction of what follows, become spaces.
    ///
    /// @param most characters, the ellipsis included
    static String line(String text, int most) {
        var clean = new StringBuilder();
        text.codePoints().limit(most + 1L).map(each -> hides(each) ? ' ' : each).forEach(clean::appendCodePoint);
        if (clean.length() <= most) {
            return clean.toString().strip();
        }
        int end = Character.isHighSurrogate(clean.charAt(most - 2)) ? most - 2 : most - 1;
        return clean.substring(0, end).strip() + '…';
    }

    private static boolean hides(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// Slack's three; so nobody is called by `<!channel>` and no link has another text.
    static String slack(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /// The two largest units.
    static String length(Duration time) {
        long s = Math.max(0, time.toSeconds());
        if (s < 60) {
            return s + " s";
        }
        if (s < 3_600) {
            return s / 60 + " min " + s % 60 + " s";
        }
        return s < 86_400
                ? s / 3_600 + " h " + s % 3_600 / 60 + " min"
                : s / 86_400 + " d " + s % 86_400 / 3_600 + " h";
    }
}
