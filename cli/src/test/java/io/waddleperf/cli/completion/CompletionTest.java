package io.waddleperf.cli.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waddleperf.cli.Cli;
import io.waddleperf.cli.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts, run by the shells that they are for.
class CompletionTest {
    /// What is typed, the last word unfinished, and what is offered.
    private static final List<List<String>> TYPED = List.of(
            List.of("./waddleperf pr", "probe probes"),
            List.of("./waddleperf lo", "login logout"),
            List.of("./waddleperf me", "measure"),
            List.of("waddleperf probes ", "drain enrol list resume revoke"),
            List.of("waddleperf probes list --ou", "--output"),
            List.of("waddleperf probes list -o w", "wide"),
            List.of("waddleperf stream --ty", "--types"),
            List.of("waddleperf completion ", "bash fish zsh"));

    @TempDir
    Path dir;

    @Test
    void bashCompletes() throws Exception {
        Path script = script("bash");
        assertOffered(shell("bash", "--norc", "-c", """
                source '%s'
                compopt() { :; }
                while IFS= read -r words; do
                    read -ra COMP_WORDS <<< "$words"
                    [[ $words == *' ' ]] && COMP_WORDS+=('')
                    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                    _complete_waddleperf
                    printf '%%s\\n' "${COMPREPLY[@]}" =
                done <<'END'
                %sEND
                """.formatted(script, typed())));
    }

    @Test
    void zshKnowsTheCommand() throws Exception {
        assumeTrue(isThere("zsh"), "no zsh here");
        String said = shell("zsh", "-fc", """
                autoload -U compinit
                compinit -u -D
                source '%s'
                print -r -- "$_comps[waddleperf]"
                """.formatted(script("zsh")));
        assertEquals("_bash_complete -F _complete_waddleperf -o default\n", said);
    }

    @Test
    void fishCompletes() throws Exception {
        assumeTrue(isThere("fish"), "no fish here");
        Path script = script("fish");
        Path lines = Files.writeString(dir.resolve("typed"), typed().replace("./", ""));
        String said = shell("fish", "--no-config", "-c", """
                source '%s'
                while read -d \\n -l words
                    complete -C "$words"
                    echo =
                end < '%s'
                """.formatted(script, lines));
        assertOffered(said.replaceAll("\t.*", ""));
    }

    @Test
    void saysWhichShellsThereAre() {
        var ran = Cli.run("completion", "tcsh");
        assertEquals(Exit.WRONG_USE, ran.code());
        assertTrue(ran.err().contains("[bash, zsh, fish]"), ran.err());
    }

    private Path script(String shell) throws IOException {
        var ran = Cli.run("completion", shell);
        assertEquals(Exit.OK, ran.code(), ran.err());
        return Files.writeString(dir.resolve("completion"), ran.out());
    }

    private static String typed() {
        return TYPED.stream().map(typed -> typed.getFirst() + '\n').collect(Collectors.joining());
    }

    /// @param said what was offered, a line each, and `=` after those of each line that was typed
    private static void assertOffered(String said) {
        var offered = Arrays.stream(said.split("(?m)^=\n"))
                .map(lines -> String.join(
                        " ", new TreeSet<>(lines.lines().map(String::strip).toList())))
                .toList();
        assertEquals(TYPED.stream().map(List::getLast).toList(), offered);
    }

    private static boolean isThere(String shell) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
    }

    private String shell(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", dir.toString());
        builder.environment().put("XDG_CONFIG_HOME", dir.toString());
        builder.environment().put("XDG_DATA_HOME", dir.toString());
        var process = builder.start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), said);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
