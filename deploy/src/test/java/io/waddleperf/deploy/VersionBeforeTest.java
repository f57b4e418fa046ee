package io.waddleperf.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From which version `benchmarks/upgrade.sh` upgrades to this tree, in a repository of its own.
class VersionBeforeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path root;

    @BeforeEach
    void makeRepository() throws Exception {
        Files.createDirectories(root.resolve("benchmarks"));
        Files.copy(Path.of("../benchmarks/release.sh"), script());
        assertTrue(script().toFile().setExecutable(true));
        git("init", "--quiet");
        commit("v1.3.0");
        commit("v1.3.0");
    }

    @Test
    void takesTheLastCommitBeforeTheVersionWasChanged() throws Exception {
        String last = git("rev-parse", "HEAD");
        commit("v1.4.0");
        commit("v1.4.0");
        assertEquals(last, before());
    }

    @Test
    void takesTheNewestTagOfAnotherVersion() throws Exception {
        git("tag", "v1.3.0");
        commit("v1.4.0");
        git("tag", "v1.4.0");
        commit("v1.4.0");
        assertEquals("v1.3.0", before());
    }

    @Test
    void saysWhereNothingIsBefore() throws Exception {
        var answer = Script.run(script(), "--before");
        assertEquals(1, answer.code(), answer::out);
        assertTrue(answer.err().contains("no change of .version; name a ref"), answer::err);
    }

    @Test
    void refusesARefThatIsNotThereAndAFolderOfAnotherCommit() throws Exception {
        var folder = root.resolve("old");
        var unknown = Script.run(script(), folder.toString(), "v0.9.0");
        assertEquals(1, unknown.code());
        assertTrue(unknown.err().contains("git knows no v0.9.0"), unknown::err);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(".commit"), "0123456789abcdef\n");
        var other = Script.run(script(), folder.toString(), "HEAD");
        assertEquals(1, other.code());
        assertTrue(other.err().contains(folder + " is there and not of "), other::err);
    }

    private Path script() {
        return root.resolve("benchmarks/release.sh");
    }

    private String before() throws Exception {
        var answer = Script.run(script(), "--before");
        assertEquals(0, answer.code(), answer::err);
        return answer.out().strip();
    }

    /// With that in `.version`, changed or not.
    private void commit(String version) throws Exception {
        Files.writeString(root.resolve(".version"), version + "\n");
        git("add", ".version");
        git("commit", "--quiet", "--allow-empty", "--message=" + version);
    }

    private String git(String... words) throws Exception {
        var command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(
                List.of("-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"));
        var process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + ": " + said);
        return said.strip();
    }
}
