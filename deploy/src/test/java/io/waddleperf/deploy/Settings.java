package io.waddleperf.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What services may be told by environment, as `docs/reference/services.md` has it, a section for each.
final class Settings {
    private static final Path REFERENCE = Path.of("../docs/reference");
    private static final Pattern SECTION = Pattern.compile("^### ", Pattern.MULTILINE);
    private static final Pattern SETTING = Pattern.compile("`([a-z][a-z0-9]*(?:[.-][a-z0-9]+)+)`");
    /// Of every service, of Java's own, and what Quarkus' tables do not repeat.
    private static final List<String> OF_ALL = List.of("JAVA_OPTS");

    private Settings() {}

    /// @return names of variables, such as `WADDLEPERF_PARTITIONS`
    static Set<String> of(String service) {
        var names = new HashSet<>(OF_ALL);
        for (String section : SECTION.splitAsStream(read("services.md")).toList()) {
            if (section.startsWith("All services\n") || section.startsWith(service + '\n')) {
                add(section, names);
            }
        }
        if (service.equals("query-api")) {
            add(read("accounts.md"), names);
        }
        return names;
    }

    private static void add(String text, Set<String> names) {
        SETTING.matcher(text)
                .results()
                .map(found -> found.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .forEach(names::add);
    }

    private static String read(String page) {
        try {
            return Files.readString(REFERENCE.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(page + " is not read", e);
        }
    }
}
