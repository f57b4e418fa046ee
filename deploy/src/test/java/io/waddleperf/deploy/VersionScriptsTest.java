package io.waddleperf.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `scripts/version`, on a copy of the tree.
@SuppressWarnings("NullAway.Init") // made before each test
class VersionScriptsTest {
    @TempDir
    Path folder;

    private Tree tree;

    @BeforeEach
    void copy() throws Exception {
        tree = Tree.copyTo(folder);
        set("1.4.2");
    }

    /// As an earlier run would have left it.
    private void set(String semantic) throws Exception {
        String before = Script.run(tree.script("version/version.sh"), "--semantic")
                .out()
                .strip();
        for (String file : Tree.VERSIONED) {
            tree.write(file, tree.read(file).replace(before, semantic));
        }
        tree.write(".version", "v" + semantic + "\n");
    }

    @ParameterizedTest
    @CsvSource({"major, 2.0.0", "minor, 1.5.0", "patch, 1.4.3"})
    void raisesANumberEverywhereAndBeginsABuild(String part, String expected) throws Exception {
        var update = Script.run(tree.script("version/update-version.sh"), part);
        assertEquals(0, update.code(), update::err);
        String version = update.out().strip();
        assertTrue(version.matches(expected.replace(".", "\\.") + "\\.\\d{10,}"), version);
        tree.requireVersion(version);
        assertEquals(
                version, Script.run(tree.script("version/version.sh")).out().strip());
        assertEquals(
                expected,
                Script.run(tree.script("version/version.sh"), "--semantic")
                        .out()
                        .strip());
    }

    @Test
    void endsTheBuildsWithTheVersionThatIsPublished() throws Exception {
        tree.write(".version", "v1.4.2.1795766400\n");
        assertEquals(
                "1.4.2",
                Script.run(tree.script("version/update-version.sh"), "stable")
                        .out()
                        .strip());
        tree.requireVersion("1.4.2");
        var again = Script.run(tree.script("version/update-version.sh"), "stable");
        assertNotEquals(0, again.code());
        assertTrue(again.err().contains("raise it first"), again::err);
    }

    @Test
    void makesAFurtherBuildOfTheSameNumbers() throws Exception {
        tree.write(".version", "v1.4.2.1\n");
        var update = Script.run(tree.script("version/update-version.sh"));
        assertTrue(update.out().matches("1\\.4\\.2\\.\\d{10,}\n"), update::out);
        tree.requireVersion(update.out().strip());
    }

    @Test
    void writesNothingWhereAFileHasAnotherVersion() throws Exception {
        tree.write("contracts/pom.xml", tree.read("contracts/pom.xml").replace("1.4.2", "1.4.1"));
        String before = tree.read("pom.xml");
        var update = Script.run(tree.script("version/update-version.sh"), "patch");
        assertNotEquals(0, update.code());
        assertTrue(update.err().contains("contracts/pom.xml has version '1.4.1'"), update::err);
        assertEquals("v1.4.2\n", tree.read(".version"));
        assertEquals(before, tree.read("pom.xml"));
    }

    @Test
    void isNothingYetOfThisSecondWithoutTheFile() throws Exception {
        Files.delete(folder.resolve(".version"));
        var version = Script.run(tree.script("version/version.sh"));
        assertTrue(version.out().matches("0\\.0\\.0\\.\\d{10,}\n"), version::out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4.2", "v1.4", "v1.4.2-rc.1", "v01.4.2", ""})
    void saysWhatItExpectsWhereTheFileHoldsSomethingElse(String text) throws Exception {
        tree.write(".version", text + "\n");
        var version = Script.run(tree.script("version/version.sh"));
        assertNotEquals(0, version.code());
        assertTrue(version.err().contains("vMAJOR.MINOR.PATCH[.BUILD]"), version::err);
    }
}
