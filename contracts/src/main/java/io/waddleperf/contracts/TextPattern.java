package io.waddleperf.contracts;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Regular expressions in the syntax of RE2, which are found in time linear in the text's length:
/// there are no back references and no looking around. A pattern is found anywhere in a text unless
/// `^` and `$` bind it.
public final class TextPattern {
    static final int MOST_CHARS = 200;

    /// Repetitions within repetitions multiply; they are unrolled when a pattern is compiled.
    private static final int MOST_REPEATS = 1_000;

    private static final int MOST_STEPS = 1_000;
    private static final java.util.regex.Pattern REPEAT =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private TextPattern() {}

    /// @throws IllegalArgumentException says what is wrong with the pattern
    public static Pattern compile(String field, String pattern) {
        Require.that(
                !pattern.isEmpty() && pattern.length() <= MOST_CHARS,
                field,
                '"' + pattern + '"',
                "must be a pattern of 1 to " + MOST_CHARS + " characters");
        Require.that(
                repeats(pattern) <= MOST_REPEATS,
                field,
                '"' + pattern + '"',
                "must not repeat more than " + MOST_REPEATS + " times, all its repetitions multiplied");
        try {
            var compiled = Pattern.compile(pattern);
            Require.that(compiled.programSize() <= MOST_STEPS, field, '"' + pattern + '"', "must be simpler");
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    field + " must be a regular expression of RE2, not \"" + pattern + "\": " + e.getDescription(), e);
        }
    }

    static void require(String field, @Nullable String pattern) {
        if (pattern != null) {
            compile(field, pattern);
        }
    }

    private static long repeats(String pattern) {
        long product = 1;
        var repeat = REPEAT.matcher(pattern);
        while (repeat.find() && product <= MOST_REPEATS) {
            String most = repeat.group(2) == null || repeat.group(2).isEmpty() ? repeat.group(1) : repeat.group(2);
            product *= Math.max(1, Long.parseLong(most));
        }
        return product;
    }
}
