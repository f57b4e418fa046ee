package io.waddleperf.standalone;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a service's code, and the properties that it ships, take where a setting is not given.
final class SettingDefaults {
    private static final String VALUE = "(\"[^\"]*\"|[\\w.]+(?:\\(\\d+\\))?)";
    private static final Pattern INJECTED =
            Pattern.compile("@ConfigProperty\\(\\s*name = \"(waddleperf\\.[a-z0-9.-]+)\",\\s*defaultValue = " + VALUE);
    private static final Pattern READ = Pattern.compile(
            "Value\\(\\s*(PREFIX \\+ )?\"([a-z0-9.-]+)\", \\w+\\.class\\)\\s*\\.orElse\\(" + VALUE + "\\)");
    private static final Pattern DURATION = Pattern.compile("duration\\(config, \"([a-z-]+)\", " + VALUE + "\\)");
    private static final Pattern SHIPPED = Pattern.compile("(?m)^(waddleperf\\.[a-z0-9.-]+)=(.+)$");
    private static final Pattern PREFIX = Pattern.compile("String PREFIX = \"(waddleperf\\.[a-z.]+\\.)\";");
    private static final Pattern LENGTH = Pattern.compile("Duration\\.of(Seconds|Minutes)\\((\\d+)\\)");
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\d+|true|false");
    private static final Pattern NAMED = Pattern.compile("(?:\\w+\\.)?([A-Z_]+)");

    private final Collection<String> sources;
    private final Map<String, String> found = new TreeMap<>();

    private SettingDefaults(Collection<String> sources) {
        this.sources = sources;
    }

    /// @param sources texts of a service's code and properties
    /// @return by the setting, as the page would write it; without those that are made at the moment
    static Map<String, String> of(Collection<String> sources) {
        var defaults = new SettingDefaults(sources);
        sources.forEach(defaults::look);
        return defaults.found;
    }

    private void look(String text) {
        var named = PREFIX.matcher(text);
        String prefix = named.find() ? named.group(1) : "";
        results(SHIPPED, text).forEach(each -> found.put(each.group(1), each.group(2)));
        results(INJECTED, text).forEach(each -> note(each.group(1), each.group(2)));
        results(READ, text).forEach(each -> note((each.group(1) == null ? "" : prefix) + each.group(2), each.group(3)));
        results(DURATION, text).forEach(each -> note(prefix + each.group(1), each.group(2)));
    }

    private static Stream<MatchResult> results(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private void note(String setting, String value) {
        value(value).filter(text -> !text.isEmpty()).ifPresent(text -> found.put(setting, text));
    }

    private Optional<String> value(String written) {
        var length = LENGTH.matcher(written);
        if (length.matches()) {
            return Optional.of(length.group(2) + length.group(1).charAt(0));
        }
        if (LITERAL.matcher(written).matches()) {
            return Optional.of(written.replace("\"", ""));
        }
        var named = NAMED.matcher(written);
        return named.matches() ? constant(named.group(1)) : Optional.empty();
    }

    private Optional<String> constant(String name) {
        var assigned = Pattern.compile("\\b" + name + " =\\s*" + VALUE + ";");
        return sources.stream()
                .flatMap(text -> assigned.matcher(text).results())
                .findFirst()
                .flatMap(each -> value(each.group(1)));
    }
}
