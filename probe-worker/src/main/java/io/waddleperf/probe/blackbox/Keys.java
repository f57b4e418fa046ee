package io.waddleperf.probe.blackbox;

import io.waddleperf.contracts.TextPattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The keys of one map in a YAML file: each is taken once, and what nobody took is a problem, as is
/// what has another type or a value that cannot be honoured.
final class Keys {
    private static final Pattern TIMES = Pattern.compile("(\\d{1,9}(ms|[smhdwy]))+");
    private static final Pattern TIME = Pattern.compile("(\\d+)(ms|[smhdwy])");
    private static final Map<String, Long> UNITS_US = Map.of(
            "ms", 1_000L,
            "s", 1_000_000L,
            "m", 60_000_000L,
            "h", 3_600_000_000L,
            "d", 86_400_000_000L,
            "w", 604_800_000_000L,
            "y", 31_536_000_000_000L);
    private static final int MOST_PATTERNS = 20;
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([KMG]?i?B?)", Pattern.CASE_INSENSITIVE);

    private final String path;
    private final Map<String, Object> left = new LinkedHashMap<>();
    private final List<String> problems;

    /// @param path     of the map in the file, with a dot behind it; empty for the outermost
    /// @param value    null or a map, else it is a problem
    /// @param problems where problems are told
    Keys(String path, @Nullable Object value, List<String> problems) {
        this.path = path;
        this.problems = problems;
        switch (value) {
            case null -> {} // a key without a value: all defaults
            case Map<?, ?> map -> map.forEach((key, one) -> left.put(String.valueOf(key), one));
            default -> problem("", "must be a map");
        }
    }

    String text(String key, String otherwise) {
        return taken(key).map(String::valueOf).orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return taken(key)
                .map(value -> {
                    if (!(value instanceof Boolean)) {
                        problem(key, "must be true or false");
                    }
                    return Boolean.TRUE.equals(value);
                })
                .orElse(otherwise);
    }

    /// A flag that has one value only here.
    void only(String key, boolean honoured) {
        if (flag(key, honoured) != honoured) {
            problem(key, !honoured + " is not supported");
        }
    }

    /// A text of which one value is supported.
    void only(String key, String honoured) {
        String given = text(key, honoured);
        if (!given.equalsIgnoreCase(honoured)) {
            problem(key, given + " is not supported, only " + honoured);
        }
    }

    int number(String key, int otherwise, int least, int most) {
        return taken(key)
                .map(value -> {
                    if (value instanceof Integer number && number >= least && number <= most) {
                        return number;
                    }
                    problem(key, "must be " + least + " to " + most + ", not " + value);
                    return otherwise;
                })
                .orElse(otherwise);
    }

    List<String> texts(String key) {
        return switch (taken(key).orElse(List.of())) {
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> {
                problem(key, "must be a list");
                yield List.of();
            }
        };
    }

    /// Regular expressions, each of which is fine by itself.
    List<String> patterns(String key) {
        var patterns = texts(key);
        if (patterns.size() > MOST_PATTERNS) {
            problem(key, "must be at most " + MOST_PATTERNS + " here, not " + patterns.size());
            return List.of();
        }
        for (String pattern : patterns) {
            try {
                var _ = TextPattern.compile("the pattern", pattern);
            } catch (IllegalArgumentException e) {
                problem(key, "cannot be used: " + e.getMessage());
            }
        }
        return patterns;
    }

    /// @return microseconds, 0 where there is none
    long time(String key) {
        String text = text(key, "0s");
        if (!TIMES.matcher(text).matches()) {
            problem(key, "must be a time such as 5s or 500ms, not " + text);
            return 0;
        }
        return TIME.matcher(text)
                .results()
                .mapToLong(one -> Long.parseLong(one.group(1)) * UNITS_US.getOrDefault(one.group(2), 0L))
                .sum();
    }

    /// @return bytes; powers of 1,024, as blackbox_exporter has them
    long size(String key) {
        String text = text(key, "0");
        var size = SIZE.matcher(text);
        if (!size.matches()) {
            problem(key, "must be a size such as 10MB, not " + text);
            return 0;
        }
        String unit = size.group(2).isEmpty() ? "B" : size.group(2).toUpperCase(java.util.Locale.ROOT);
        int power = "BKMG".indexOf(unit.charAt(0));
        return Long.parseLong(size.group(1)) << (10 * power);
    }

    /// The maps of a list.
    List<Keys> maps(String key) {
        return switch (taken(key).orElse(List.of())) {
            case List<?> list ->
                list.stream()
                        .map(one -> new Keys(path + key + '.', one, problems))
                        .toList();
            default -> {
                problem(key, "must be a list");
                yield List.of();
            }
        };
    }

    /// The map `tls_config`; there as here nothing older than TLS 1.2 is spoken.
    Tls tls() {
        var tls = inner("tls_config");
        tls.only("insecure_skip_verify", false);
        tls.only("min_version", "TLS12");
        var found = new Tls(tls.text("server_name", ""), new Authorities(tls.file("ca_file")));
        tls.end();
        return found;
    }

    /// @param serverName which the certificate must have; empty: that of the target
    record Tls(String serverName, Authorities authorities) {}

    /// Where there is one.
    Optional<Path> file(String key) {
        String name = text(key, "");
        return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    }

    /// A map inside this one.
    Keys inner(String key) {
        return new Keys(path + key + '.', taken(key).orElse(null), problems);
    }

    boolean has(String key) {
        return left.containsKey(key);
    }

    /// All that nobody took yet, as texts, where the keys may be any.
    Map<String, String> rest() {
        var rest = new LinkedHashMap<String, String>();
        left.forEach((key, value) -> rest.put(key, String.valueOf(value)));
        left.clear();
        return rest;
    }

    /// Whatever nobody took.
    void end() {
        for (String key : new ArrayList<>(left.keySet())) {
            problem(key, "is not supported");
        }
    }

    void problem(String key, String what) {
        String name = path + key;
        problems.add((name.endsWith(".") ? name.substring(0, name.length() - 1) : name) + ' ' + what);
    }

    private Optional<Object> taken(String key) {
        return Optional.ofNullable(left.remove(key));
    }
}
