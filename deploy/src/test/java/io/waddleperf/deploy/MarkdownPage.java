package io.waddleperf.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of Markdown: where it links to, and by which anchors others may link to it.
///
/// @param text without what is shown as it stands: blocks of code and code in a line
record MarkdownPage(Path file, String text) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^( *)(```+|~~~+).*?^\\1\\2`*\\s*$");
    /// A line of prose may end within it.
    private static final Pattern CODE = Pattern.compile("(`+)(?!`)((?:(?!\\n\\n)[^`]|(?!\\1(?!`))`)+)\\1(?!`)");
    private static final Pattern LINK =
            Pattern.compile("]\\(\\s*<?([^()\\s<>]+(?:\\([^()\\s]*\\)[^()\\s<>]*)*)>?[^()]*\\)");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^ {0,3}\\[[^]\\n]+]: *<?(\\S+?)>?(?: +\".*\")?$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");
    private static final Pattern NAMED = Pattern.compile("<a (?:id|name)=\"([^\"]+)\">");

    static MarkdownPage read(Path file) throws IOException {
        return new MarkdownPage(file, Files.readString(file));
    }

    /// As they stand there, those of images too.
    List<String> links() {
        String prose = CODE.matcher(withoutBlocks()).replaceAll("`");
        return Stream.of(LINK, DEFINITION)
                .flatMap(pattern -> pattern.matcher(prose).results())
                .map(match -> match.group(1))
                .toList();
    }

    /// As GitHub makes them of headings: small letters, hyphens for blanks, no other marks; a second one of a name is
    /// `name-1`.
    Set<String> anchors() {
        var anchors = new HashSet<String>();
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(withoutBlocks()).results().forEach(match -> {
            String slug = slug(match.group(1));
            int before = seen.merge(slug, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? slug : slug + "-" + before);
        });
        NAMED.matcher(withoutBlocks()).results().forEach(match -> anchors.add(match.group(1)));
        return anchors;
    }

    private String withoutBlocks() {
        return FENCED.matcher(text).replaceAll("");
    }

    private static String slug(String heading) {
        return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
                .replace(' ', '-');
    }
}
