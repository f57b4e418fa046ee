package io.waddleperf.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Surroundings.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// What the pages of the documentation tell somebody to type is something that these commands take.
class PagesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```[a-z]*\\n(.*?)^\\1```");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|[ (])\\./waddleperf ([a-z][a-z-]*)\\b([^\\n]*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"|><&;#)]+)|(\\s+)");
    private static final Pattern WRITTEN = Pattern.compile("(?ms)<<'END'\\n(.*?)^END$");
    /// Commands of the script that are no business of this JVM.
    private static final Set<String> OTHERS = Set.of(
            "up", "probe", "responder", "measure", "verify", "build", "package", "jdk", "version", "help");

    @TempDir
    @SuppressWarnings("NullAway.Init") // made before each test
    Path folder;

    @Test
    void showOnlyCommandsThatAreTaken() throws IOException {
        var surroundings = Cli.surroundings(
                Cli.operator(Answer.NOBODY_THERE, Map.of()), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        var wrong = new TreeMap<String, String>();
        int parsed = 0;
        for (var block : blocks().toList()) {
            for (var words : commands(block.text())) {
                if (!OTHERS.contains(words.getFirst())) {
                    parsed++;
                    complaint(Main.commandLine(surroundings), words)
                            .forEach(problem -> wrong.put(block.page() + ": " + String.join(" ", words), problem));
                }
            }
        }
        assertEquals(Map.of(), wrong);
        assertTrue(parsed > 50, "commands: " + parsed);
    }

    @Test
    void showOnlyDocumentsThatAreValid() throws IOException {
        var wrong = new TreeSet<String>();
        int read = 0;
        for (var block : blocks().toList()) {
            for (String yaml : documents(block.text())) {
                read++;
                Path file = Files.writeString(folder.resolve(read + ".yaml"), yaml);
                var validated = Cli.run("validate", "-f", file.toString());
                if (validated.code() != Exit.OK) {
                    wrong.add(block.page() + ": " + validated.err());
                }
            }
        }
        assertEquals(new TreeSet<>(), wrong);
        assertTrue(read > 5, "documents: " + read);
    }

    @Test
    void findsWhatIsWrong() {
        var words = List.of("run", "nas", "--check", "ping");
        assertEquals(List.of(words), commands("a=1 ./waddleperf run nas --check ping | jq . # ./not this"));
        assertEquals(List.of(List.of("diff", "-f", "a b")), commands("(./waddleperf diff -f 'a b') > x"));
        assertEquals(List.of(List.of("diff", "-f", "a")), commands("./waddleperf diff \\\n    -f a"));
        var surroundings = Cli.surroundings(
                Cli.operator(Answer.NOBODY_THERE, Map.of()), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        assertEquals(1, complaint(Main.commandLine(surroundings), words).size());
    }

    /// What is shown as it stands.
    private record Block(Path page, String text) {}

    private static Stream<Block> blocks() throws IOException {
        var pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        for (String below : List.of("docs", "deploy")) {
            try (var files = Files.walk(ROOT.resolve(below))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        var blocks = new ArrayList<Block>();
        for (Path page : pages) {
            BLOCK.matcher(Files.readString(page))
                    .results()
                    .forEach(match -> blocks.add(new Block(ROOT.relativize(page), match.group(2).stripTrailing().stripIndent())));
        }
        return blocks.stream();
    }

    /// The words of each of our commands, up to where a shell does something else with it.
    private static List<List<String>> commands(String text) {
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

    private static List<String> complaint(CommandLine line, List<String> words) {
        try {
            line.parseArgs(words.toArray(String[]::new));
            return List.of();
        } catch (ParameterException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /// A block of YAML, or what a shell writes into a file.
    private static List<String> documents(String text) {
        var written = WRITTEN.matcher(text).results().map(match -> match.group(1)).toList();
        return (written.isEmpty() ? List.of(text) : written)
                .stream().filter(yaml -> yaml.contains("apiVersion: waddleperf.io/v1")).toList();
    }
}
