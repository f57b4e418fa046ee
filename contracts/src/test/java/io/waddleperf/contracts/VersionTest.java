package io.waddleperf.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @CsvSource({
        "v1.4.0, 1, 4, 0, 0, 1.4.0",
        "0.1.0, 0, 1, 0, 0, 0.1.0",
        "v10.20.30.1795766400, 10, 20, 30, 1795766400, 10.20.30.1795766400",
    })
    void readsReleasesAndBuilds(String text, int major, int minor, int patch, long build, String written) {
        var version = Version.parse(text);
        assertEquals(new Version(major, minor, patch, build), version);
        assertEquals(written, version.toString());
        assertEquals(version, Version.parse(version.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v", "1.4", "v01.4.0", "1.4.0.", "1.4.0.0", "1.4.0-rc.1", "vv1.4.0", "1.4.0.1.2"})
    void saysWhatIsNone(String text) {
        var e = assertThrows(IllegalArgumentException.class, () -> Version.parse(text));
        assertTrue(String.valueOf(e.getMessage()).contains("MAJOR.MINOR.PATCH"), e::toString);
    }

    @Test
    void tellsTheBuildOfWhatIsNoRelease() {
        assertEquals(
                "{\"service\":\"scheduler\",\"version\":\"1.4.0\",\"build\":1795766400}",
                Version.parse("v1.4.0.1795766400").told("scheduler"));
        assertEquals(
                "{\"service\":\"scheduler\",\"version\":\"1.4.0\"}",
                Version.parse("v1.4.0").told("scheduler"));
        assertThrows(
                IllegalArgumentException.class, () -> Version.parse("v1.4.0").told("a\"b"));
    }

    /// What runs, what the tree says and what Maven names its jars by are one version.
    @Test
    void isThatOfTheSourceTree() throws IOException {
        var current = Version.current(() -> Instant.EPOCH);
        assertEquals(Version.parse(Files.readString(ROOT.resolve(".version"))), current);
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        assertTrue(pom.contains("<artifactId>waddleperf</artifactId>\n    <version>" + current.semantic() + "<"));
    }
}
