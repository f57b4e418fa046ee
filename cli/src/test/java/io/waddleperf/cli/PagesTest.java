package io.waddleperf.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.cli.Surroundings.Answer;
import io.waddleperf.testkit.ShownBlock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;

/// What the pages of the documentation tell somebody to type is something that these commands take.
class PagesTest {
    private static final Pattern WRITTEN = Pattern.compile("(?ms)<<'END'\\n(.*?)^END$");
    /// Commands of the script that are no business of this JVM.
    private static final Set<String> OTHERS =
            Set.of("up", "probe", "responder", "measure", "verify", "build", "package", "jdk", "version", "help");

    @TempDir
    @SuppressWarnings("NullAway.Init") // made before each test
    Path folder;

    @Test
    void showOnlyCommandsThatAreTaken() throws IOException {
        var wrong = new TreeMap<String, String>();
        int parsed = 0;
        for (var block : ShownBlock.all()) {
            for (var words : block.commands()) {
                if (!OTHERS.contains(words.getFirst())) {
                    parsed++;
                    complaint(words)
                            .ifPresent(problem -> wrong.put(block.page() + ": " + String.join(" ", words), problem));
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
        for (var block : ShownBlock.all()) {
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
        var wrong = List.of("run", "nas", "--check", "ping");
        assertEquals(List.of(wrong), commands("a=1 ./waddleperf run nas --check ping | jq . # ./not this"));
        assertEquals(List.of(List.of("diff", "-f", "a b")), commands("(./waddleperf diff -f 'a b') > x"));
        assertEquals(List.of(List.of("diff", "-f", "a")), commands("./waddleperf diff \\\n    -f a"));
        assertTrue(complaint(wrong).isPresent());
    }

    private static List<List<String>> commands(String text) {
        return new ShownBlock(Path.of("page.md"), text).commands();
    }

    private static Optional<String> complaint(List<String> words) {
        var nowhere = OutputStream.nullOutputStream();
        var surroundings = Cli.surroundings(Cli.operator(Answer.NOBODY_THERE, Map.of()), nowhere, nowhere);
        try {
            Main.commandLine(surroundings).parseArgs(words.toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// A block of YAML, or what a shell writes into a file.
    private static List<String> documents(String text) {
        var written =
                WRITTEN.matcher(text).results().map(match -> match.group(1)).toList();
        var all = written.isEmpty() ? List.of(text) : written;
        return all.stream()
                .filter(yaml -> yaml.contains("apiVersion: waddleperf.io/v1"))
                .toList();
    }
}
