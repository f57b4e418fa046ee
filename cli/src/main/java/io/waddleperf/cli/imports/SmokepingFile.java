package io.waddleperf.cli.imports;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SmokePing's configuration as smokeping_config(7) describes it and Config::Grammar reads it: `*** Part ***`,
/// `+ section`, `++ section within it`, `name = value`, `@include file`, `@define word value`, comments from `#` to the
/// end of the line, a backslash at the end of a line that goes on. A file without parts is taken for one of targets.
final class SmokepingFile {
    private static final Pattern PART = Pattern.compile("\\*\\*\\*\\s*(\\w+)\\s*\\*\\*\\*");
    private static final Pattern SECTION = Pattern.compile("(\\++)\\s*([-\\w]+)");
    private static final Pattern SETTING = Pattern.compile("([-\\w]+)\\s*=\\s*(.*)");
    private static final Pattern INCLUDE = Pattern.compile("@include\\s+[\"']?(.*?)[\"']?");
    private static final Pattern DEFINE = Pattern.compile("@define\\s+(\\S+)\\s+(.*)");
    private static final Pattern COMMENT = Pattern.compile("\\s*#.*$");
    private static final int MOST_INCLUDES = 10;

    private final Map<String, Section> parts = new LinkedHashMap<>();
    private final Deque<Section> open = new ArrayDeque<>();
    private final Map<String, String> defined = new LinkedHashMap<>();

    /// A section with what stands in it.
    ///
    /// @param depth how many plus signs it has; a part has none
    record Section(String name, int depth, Place place, Map<String, Value> settings, List<Section> below) {
        Section(String name, int depth, Place place) {
            this(name, depth, place, new LinkedHashMap<>(), new ArrayList<>());
        }
    }

    /// What a setting is, and where.
    record Value(String text, Place place) {}

    private SmokepingFile() {}

    /// The parts by name.
    static Map<String, Section> read(Path file) {
        var read = new SmokepingFile();
        read.file(file, 0);
        return read.parts;
    }

    private void file(Path file, int depth) {
        if (depth > MOST_INCLUDES) {
            throw new Place(file, 1).wrong("files include one another more than " + MOST_INCLUDES + " deep");
        }
        var lines = ImportCommand.text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var place = new Place(file, i + 1);
            String line = COMMENT.matcher(lines.get(i).strip()).replaceFirst("");
            while (line.endsWith("\\") && i + 1 < lines.size()) {
                i++; // what goes on there has no comments
                line = line.substring(0, line.length() - 1).strip()
                        + ' '
                        + lines.get(i).strip();
            }
            line(line, place, depth);
        }
    }

    private void line(String text, Place place, int depth) {
        Matcher include = INCLUDE.matcher(text);
        Matcher define = DEFINE.matcher(text);
        if (include.matches()) {
            file(place.file().resolveSibling(include.group(1)), depth + 1);
        } else if (define.matches()) {
            defined.put(define.group(1), define.group(2));
        } else if (!text.isEmpty()) {
            String line = text;
            for (var word : defined.entrySet()) {
                line = line.replace(word.getKey(), word.getValue());
            }
            said(line, place);
        }
    }

    private void said(String line, Place place) {
        Matcher part = PART.matcher(line);
        Matcher section = SECTION.matcher(line);
        Matcher setting = SETTING.matcher(line);
        if (part.matches()) {
            open.clear();
            open.push(parts.computeIfAbsent(part.group(1), name -> new Section(name, 0, place)));
        } else if (section.matches()) {
            open(section.group(2), section.group(1).length(), place);
        } else if (setting.matches()) {
            current(place).settings().put(setting.group(1), new Value(setting.group(2), place));
        } else if (open.isEmpty() || isRead(open.getLast().name())) {
            throw place.wrong("neither a section (+ name), a setting (name = value) nor a comment: " + line);
        }
    }

    /// Other parts have lines of their own, such as templates of mails and tables of what is kept how long.
    private static boolean isRead(String part) {
        return List.of("Targets", "Probes").contains(part);
    }

    private void open(String name, int depth, Place place) {
        var at = current(place);
        while (at.depth() >= depth) {
            open.pop();
            at = current(place);
        }
        if (depth > at.depth() + 1) {
            throw place.wrong("a section of " + depth + " plus signs stands in none of " + (depth - 1));
        }
        if (at.below().stream().anyMatch(other -> other.name().equals(name))) {
            throw place.wrong("the section " + name + " stands twice");
        }
        var section = new Section(name, depth, place);
        at.below().add(section);
        open.push(section);
    }

    private Section current(Place place) {
        if (open.isEmpty()) {
            open.push(parts.computeIfAbsent("Targets", name -> new Section(name, 0, place)));
        }
        return open.element();
    }
}
