package io.waddleperf.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A block of a page of the documentation that is shown as it stands, to be typed or to be copied.
///
/// @param page as seen from the root of the tree
public record ShownBlock(Path page, String text) {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```[a-z]*\\n(.*?)^\\1```");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|[ (])\\./waddleperf ([a-z][a-z-]*)\\b([^\\n]*)");
    /// In quotes of one kind or the other, bare, or between words; what comes after is the shell's.
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"|><&;#)]+)|(\\s+)");

    /// Of the tree that the module of the test is in.
    public static List<ShownBlock> all() throws IOException {
        var pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        for (String below : List.of("docs", "deploy")) {
            try (var files = Files.walk(ROOT.resolve(below))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        var blocks = new ArrayList<ShownBlock>();
        for (Path page : pages) {
            of(ROOT.relativize(page), Files.readString(page)).forEach(blocks::add);
        }
        return List.copyOf(blocks);
    }

    private static Stream<ShownBlock> of(Path page, String text) {
        return BLOCK.matcher(text)
                .results()
                .map(match ->
                        new ShownBlock(page, match.group(2).stripTrailing().stripIndent()));
    }

    /// The words of each of our commands, as a shell would make them of what stands there: the command's name first.
    public List<List<String>> commands() {
        return COMMAND.matcher(text.replaceAll("\\\\\\n", " "))
                .results()
                .map(match -> words(match.group(1), match.group(2)))
                .toList();
    }

    private static List<String> words(String command, String rest) {
        var words = new ArrayList<>(List.of(command));
        var matcher = WORD.matcher(rest);
        for (int at = 0; matcher.region(at, rest.length()).lookingAt(); at = matcher.end()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return List.copyOf(words);
    }
}
