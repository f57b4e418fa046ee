package io.waddleperf.probe.blackbox;

import com.google.re2j.Matcher;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts what a pattern found into a text, as Go's `Regexp.Expand` does: `$1`, `$name`, `${name}`; `$$` is
/// `$`, and a group that there is not is nothing.
final class Expansion {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\$)|(\\w+)|\\{(\\w+)})");

    private Expansion() {}

    static String of(String template, Matcher found) {
        return VARIABLE.matcher(template)
                .replaceAll(variable -> java.util.regex.Matcher.quoteReplacement(value(variable, found)));
    }

    private static String value(MatchResult variable, Matcher found) {
        if (variable.group(1) != null) {
            return "$";
        }
        String name = variable.group(2) == null ? variable.group(3) : variable.group(2);
        String value = name.matches("\\d{1,4}") ? numbered(Integer.parseInt(name), found) : named(name, found);
        return value == null ? "" : value;
    }

    private static @Nullable String numbered(int number, Matcher found) {
        return number <= found.groupCount() ? found.group(number) : null;
    }

    private static @Nullable String named(String name, Matcher found) {
        return found.pattern().namedGroups().containsKey(name) ? found.group(name) : null;
    }
}
